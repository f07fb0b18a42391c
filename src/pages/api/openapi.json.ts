import { answering } from '../../api/answer.ts';
import { toOpenApi } from '../../api/openapi.ts';
import { absolute } from '../../web/addresses.ts';

/** The description of the API. */
export const GET = answering(async ({ url }) => toOpenApi(new URL(absolute('/', url)).origin));
