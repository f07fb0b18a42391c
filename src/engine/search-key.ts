/** The name of the search key that the portal makes itself, by which the engine knows whose signature a token bears. */
export const SEARCH_KEY_UID = '6f1c9f52-2a0e-4b8b-9d39-7a6e5b1d0001';
