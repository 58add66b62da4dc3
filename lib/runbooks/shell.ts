const PLAIN = /^[A-Za-z0-9_./:@-]+$/;

/** A word of a shell command, quoted where it has to be. */
export function word(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A variable, its value where the program knows it, and else what the reader fills in. */
export type Variable = readonly [name: string, value: string | undefined, what?: string];

/** `NAME=value`, one a line; what is not known has to be filled in before anything runs. */
export function assignments(...variables: readonly Variable[]): readonly string[] {
  const unknown = variables.filter(([, value]) => value === undefined).map(([name]) => name);
  return [
    ...variables.map(([name, value, what = "known to Terraform alone"]) =>
      value === undefined ? toFillIn(name, what) : `${name}=${word(value)}`,
    ),
    ...(unknown.length > 0 ? [need(...unknown)] : []),
  ];
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

/** The same for the command that shows it, which has another name for one of them. */
export const SHOW_ITEM = [
  '--resource-group "$VAULT_GROUP" --vault-name "$VAULT"',
  '--container-name "$CONTAINER" --name "$ITEM"',
] as const;

/** The arguments that name a vault. */
export const IN_VAULT = '--resource-group "$VAULT_GROUP" --vault-name "$VAULT"';
