/** Where progress is shown: standard error, where it is a terminal. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds before work counts as long, and between two lines. */
const PATIENCE = 1_000;
const PAUSE = 100;

/** One line that says what a long run is at; nothing where nobody watches, and nothing is left of it. */
export class Progress {
  private stream?: ProgressStream;
  private started = 0;
  private shown = 0;

  start(stream: ProgressStream, now = performance.now()): void {
    this.stream = stream.isTTY ? stream : undefined;
    this.started = now;
    this.shown = 0;
  }

  step(text: string, now = performance.now()): void {
    if (!this.stream || now - this.started < PATIENCE || now - this.shown < PAUSE) return;
    this.shown = now;
    this.stream.write(`\r\u001b[2K${text.slice(0, (this.stream.columns ?? 80) - 1)}`);
  }

  end(): void {
    if (this.shown > 0) this.stream?.write("\r\u001b[2K");
    this.stream = undefined;
  }
}

/** The progress of this process: its command starts and ends it. */
export const progress = new Progress();
