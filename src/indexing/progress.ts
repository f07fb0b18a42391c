/** How far a run is: `done` of `total` documents in this step. */
export interface IndexProgress {
  readonly step: 'reading' | 'sending' | 'counting';
  readonly done: number;
  readonly total: number;
  readonly path: string;
}
