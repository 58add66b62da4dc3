type Json = Readonly<Record<string, unknown>>;

/**
 * The blocks of a name: cdktf writes one as an object or as a list of one, several as a list. A dynamic block counts as one
 * with its content, since only Terraform knows how many there will be.
 */
export function blocksOf(config: Json, name: string): readonly Json[] {
  const own = listOf(config[name]);
  const dynamic = listOf(config.dynamic).flatMap((one) => listOf(one[name]));
  return [...own, ...dynamic.flatMap(({ content }) => listOf(content))];
}

/** Does only Terraform know how many blocks of a name there are? */
export function isDynamic(config: Json, name: string): boolean {
  return listOf(config.dynamic).some((one) => one[name] !== undefined);
}

function listOf(value: unknown): readonly Json[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one): one is Json => typeof one === "object" && one !== null && !Array.isArray(one));
}
