declare namespace App {
  interface Locals {
    /** Who asks. The middleware says it of every request; nothing is public by being forgotten, as the types want it. */
    reader: import('./access/reader.ts').Reader;
    /** The address of the client, as far as it is known. */
    client: string;
    /** Why a page can't be shown for the moment: the engine is away, or nothing is indexed yet. */
    waitingFor?: 'engine' | 'index';
    /** What it was that could not be answered: path and parameters. */
    askedFor?: string;
    /** A form that was sent when the session had ended; the sign-in page carries it on. */
    held?: import('./web/held-form.ts').HeldForm;
    /** The language of the answer, where the path that was asked for has none: a form of the API. */
    language?: import('./labels/language.ts').Language;
  }
}
