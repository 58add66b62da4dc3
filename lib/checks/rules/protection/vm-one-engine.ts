import { groupBy } from "../../../core/group-by";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** A VM has one backup and one replica, in all stacks of the app together. */
export const vmOneEngine = defineRule({
  id: "vm-one-engine",
  title: "No VM is backed up or replicated twice",
  severity: "error",
  frameworks: {},
  why: "two engines take snapshots of the same disks, and Azure refuses the second one after the rest was applied",
  fix: "protect it in one vault, by one policy, and replicate it once",
  check: ({ app }) =>
    [...ENGINES].flatMap(([type, noun]) => {
      const byVm = groupBy(app.ofType(type), (one) => instanceKeyOf(one) ?? one.key);
      return [...byVm.values()].flatMap(([first, ...others]) => {
        if (!first) return [];
        const found =
          others.length > 0
            ? `${noun} by ${others.map(({ path }) => path).join(", ")} as well`
            : `${noun} once`;
        return [onResource(first, others.length === 0, found)];
      });
    }),
});

/** The VM that is meant: of one with count or for_each, the instance. */
function instanceKeyOf(item: SynthesizedResource): string | undefined {
  const { source_vm_id: id } = item.config;
  const [, instance = ""] = /^\$\{[\w.-]+(\[[^\]]*\])/.exec(String(id)) ?? [];
  const key = item.keyOf(id);
  return key && `${key}${instance}`;
}

const ENGINES = new Map([
  ["azurerm_backup_protected_vm", "backed up"],
  ["azurerm_site_recovery_replicated_vm", "replicated"],
]);
