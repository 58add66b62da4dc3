import { groupBy } from "../../../core/group-by";
import { instancesOf } from "../../../synthesized/instances";
import { keyOfMeaning, meaningOfValue } from "../../../synthesized/meaning";
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
    ENGINES.flatMap(({ type, noun, does }) => {
      const byVm = groupBy(app.ofType(type), (one) => instanceKeyOf(one) ?? one.key);
      return [...byVm.values()].flatMap(([first, ...others]) => {
        if (!first) return [];
        const paths = others.map(({ path }) => path).join(", ");
        if (others.length === 0) return [onResource(first, true, `${noun} once`)];
        const certain = [first, ...others].filter((one) => instancesOf(one) === "some");
        return certain.length > 1
          ? [onResource(first, false, `${noun} by ${paths} as well`)]
          : [onResource(first, undefined, `only Terraform knows whether ${paths} ${does} as well`)];
      });
    }),
});

/** The VM that is meant: of one with count or for_each, the instance. */
function instanceKeyOf(item: SynthesizedResource): string | undefined {
  const { source_vm_id: id } = item.config;
  const [, instance = ""] = /^\$\{[\w.-]+(\[[^\]]*\])/.exec(String(id)) ?? [];
  const key = keyOfMeaning(meaningOfValue(item, id));
  return key && `${key}${instance}`;
}

const ENGINES = [
  { type: "azurerm_backup_protected_vm", noun: "backed up", does: "backs it up" },
  { type: "azurerm_site_recovery_replicated_vm", noun: "replicated", does: "replicates it" },
] as const;
