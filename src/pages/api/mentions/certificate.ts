import { answering } from '../../../api/answer.ts';
import { askedCertificate } from '../../../api/certificate.ts';
import { certificateParameters, readParameters } from '../../../api/parameters.ts';
import { absolute, certificateAddress } from '../../../web/addresses.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** What was counted, in what and how; with `version`, `counted` and `on` of an earlier one, whether and why it changed. */
export const GET = answering(async ({ url, locals }) => {
  const { lang, ...asked } = readParameters(certificateParameters, url.searchParams);
  const { certificate, comparison } = await askedCertificate(await catalogueFor(locals.reader), asked);
  return {
    ...certificate,
    link: absolute(certificateAddress(lang, certificate), url),
    ...(comparison && { comparison }),
  };
});
