declare namespace App {
  interface Locals {
    /** Why a page can't be shown for the moment: the engine is away, or nothing is indexed yet. */
    waitingFor?: 'engine' | 'index';
    /** What it was that could not be answered: path and parameters. */
    askedFor?: string;
  }
}
