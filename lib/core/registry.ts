/** What each owner has already, by key without regard to letter case, and who holds it: what Azure takes only once. */
export class Registry<Owner extends object> {
  private readonly held = new WeakMap<Owner, Map<string, string>>();

  /** Who holds the key; undefined when it is free. */
  holder(owner: Owner, key: string): string | undefined {
    return this.held.get(owner)?.get(key.toLowerCase());
  }

  take(owner: Owner, key: string, holder: string): void {
    const known = this.held.get(owner) ?? new Map<string, string>();
    this.held.set(owner, known.set(key.toLowerCase(), holder));
  }
}
