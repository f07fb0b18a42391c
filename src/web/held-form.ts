import { formWithin } from '../api/forms.ts';
import { LANGUAGES, type Language, languageOf } from '../labels/language.ts';
import { MAX_LIST_BYTES } from '../mentions/batch.ts';
import { PAGES } from './addresses.ts';
import { ownPath, signInAddress } from './gate.ts';

/**
 * A form that was sent when the session had ended (biểu mẫu gửi khi phiên đã hết). It goes through the sign-in in the
 * pages themselves, as hidden fields, and comes back to be sent again: nothing of it is kept here, and nothing of it
 * stands in an address.
 */
export interface HeldForm {
  /** Where it was sent: a path of this portal. */
  readonly to: string;
  readonly fields: readonly (readonly [name: string, text: string])[];
  /** Fields with a file that was chosen; files are not kept. */
  readonly files: readonly string[];
  /** Why its content is not there: too much of it, none that can be read, or a form of passwords. */
  readonly lost?: 'tooLarge' | 'secret';
}

/** Bytes of the longest form of the portal, a list of phrases, and room for what forms add to it. */
export const MOST_HELD_BYTES = MAX_LIST_BYTES + 20_000;

/** No form of the portal comes near it. Each field becomes an element of a page. */
const MOST_FIELDS = 500;

/** How the fields of a held form are called while they are held. */
export const HELD = { to: 'held-to', field: 'held:', file: 'held-file' } as const;

/** Fields that are not kept, whatever the form. */
const SECRET_FIELD = /pass|pwd|secret|token|mat.?khau/iu;

/** Pages whose forms have passwords. What is sent to them is not kept at all. */
const SECRET: readonly string[] = [...Object.values(PAGES.account), ...Object.values(PAGES.signIn)];

/** Takes the fields of a form that can't be answered before somebody signs in. */
export async function holdForm(request: Request, { pathname, search }: URL): Promise<HeldForm> {
  const to = pathname + search;
  if (SECRET.includes(pathname)) return { to, fields: [], files: [], lost: 'secret' };
  const form = await formWithin(request, MOST_HELD_BYTES);
  if (!(form instanceof FormData)) return { to, fields: [], files: [], lost: 'tooLarge' };
  const entries = [...form];
  if (entries.length > MOST_FIELDS) return { to, fields: [], files: [], lost: 'tooLarge' };
  return {
    to,
    fields: entries.flatMap(([name, value]) =>
      typeof value === 'string' && !SECRET_FIELD.test(name) ? [[name, value] as const] : [],
    ),
    files: entries.flatMap(([name, value]) => (value instanceof File && value.size > 0 ? [name] : [])),
  };
}

/** The form that came along with a name and a password; null where none did. */
export function heldIn(form: FormData): HeldForm | null {
  const to = form.get(HELD.to);
  const own = typeof to === 'string' ? ownPath(to, '') : '';
  const entries = [...form];
  if (own === '' || entries.length > MOST_FIELDS + 10) return null;
  return {
    to: own,
    fields: entries.flatMap(([name, value]) =>
      name.startsWith(HELD.field) && typeof value === 'string'
        ? [[name.slice(HELD.field.length), value] as const]
        : [],
    ),
    files: form.getAll(HELD.file).filter((name) => typeof name === 'string'),
  };
}

/** The language of whoever sent it: that of the page, and what a form of the API says. */
export function languageOfForm({ to, fields }: HeldForm): Language {
  const { pathname, searchParams } = new URL(to, 'http://portal.invalid');
  const said = searchParams.get('lang') ?? fields.find(([name]) => name === 'lang')?.[1];
  return LANGUAGES.find((language) => language === said) ?? languageOf(pathname);
}

/** The sign-in page, asked for in place of the form; it finds the form in `locals.held`. */
export function signInWith(held: HeldForm, url: URL): Request {
  const { pathname, search } = new URL(held.to, url);
  const { search: next } = new URL(signInAddress({ pathname, search }), url);
  return new Request(new URL(PAGES.signIn[languageOfForm(held)] + next, url));
}
