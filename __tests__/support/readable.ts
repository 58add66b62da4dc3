type Json = Record<string, unknown>;

/** Stacks as a reviewer reads them: one line for each argument of each resource, in order of addresses. */
export function readable(stacks: Readonly<Record<string, Json>>): string {
  return Object.entries(stacks)
    .map(([id, stack]) => `${id}\n${stackLines(stack).join("\n")}`)
    .join("\n\n");
}

function stackLines({ provider, terraform, resource }: Json): readonly string[] {
  const { required_providers } = terraform as Json;
  return [
    `  required_providers ${JSON.stringify(required_providers)}`,
    ...block("provider", { azurerm: (provider as { azurerm: Json[] }).azurerm[0] as Json }),
    ...Object.entries(resource as Record<string, Record<string, Json>>).flatMap(([type, named]) =>
      block(type, named),
    ),
  ];
}

function block(type: string, named: Readonly<Record<string, Json>>): readonly string[] {
  return Object.entries(named).flatMap(([name, config]) => [
    `  ${type}.${name}`,
    ...Object.entries(config).flatMap(([argument, value]) => lines(argument, value)),
  ]);
}

function lines(argument: string, value: unknown): readonly string[] {
  if (argument === "//") return [];
  if (Array.isArray(value) && value.length > 1) {
    return [`    ${argument}`, ...value.map((item) => `      - ${JSON.stringify(item)}`)];
  }
  return [`    ${argument} ${JSON.stringify(value)}`];
}
