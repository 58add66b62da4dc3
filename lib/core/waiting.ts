import { dependable, type ITerraformDependable } from "cdktf";

/** What `depends_on` says of a resource, by resource: cdktf makes it anew for each one that waits. */
const dependables = new WeakMap<ITerraformDependable, string>();

/** The `dependsOn` of a resource that waits for others, whose addresses may still change. */
export function waitingFor(resources: readonly ITerraformDependable[]): string[] {
  return resources.map((resource) => {
    const known = dependables.get(resource) ?? dependable(resource);
    dependables.set(resource, known);
    return known;
  });
}
