const PLAIN = /^[A-Za-z0-9_./:@-]+$/;

/** A word of a shell command, quoted where it has to be. */
export function word(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `NAME=value`; a value that nobody but Terraform knows is left for the reader to fill in. */
export function assign(name: string, value: string | undefined, what = "known to Terraform alone"): string {
  return value === undefined ? toFillIn(name, what) : `${name}=${word(value)}`;
}

/** A variable that the reader fills in: the block below it refuses to run without. */
export function toFillIn(name: string, what: string): string {
  return `${name}="" # ${what}`;
}

/** Stops a shell where something was not filled in. */
export function need(...names: readonly string[]): string {
  return `: ${names.map((name) => `"\${${name}:?fill it in above}"`).join(" ")}`;
}

/** A command and its arguments, one a line: what people can read, and compare. */
export function command(head: string, ...rest: readonly string[]): string {
  return [head, ...rest].join(" \\\n  ");
}

/** The arguments that name the backup item of a VM. */
export const ITEM = [
  '--resource-group "$VAULT_GROUP" --vault-name "$VAULT"',
  '--container-name "$CONTAINER" --item-name "$ITEM"',
] as const;

/** The arguments that name a vault. */
export const IN_VAULT = '--resource-group "$VAULT_GROUP" --vault-name "$VAULT"';
