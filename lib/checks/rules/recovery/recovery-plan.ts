import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** A plan says what starts first, and is what drills try out. */
export const recoveryPlan = defineRule({
  id: "recovery-plan",
  title: "Every replicated VM is in a recovery plan",
  severity: "warning",
  frameworks: {},
  why: "it is failed over by hand, in an order that somebody has to remember",
  fix: "put it into a boot group of a recovery plan",
  check: ({ app }) => {
    const planned = new Set(
      app
        .ofType("azurerm_site_recovery_replication_recovery_plan")
        .flatMap((plan) =>
          plan
            .blocks("boot_recovery_group")
            .flatMap((group) =>
              [group.replicated_protected_items ?? []].flat().map((item) => plan.keyOf(item)),
            ),
        ),
    );
    return app.ofType("azurerm_site_recovery_replicated_vm").map((replica) => {
      const holds = planned.has(replica.key);
      return onResource(replica, holds, holds ? "a recovery plan starts it" : "no recovery plan starts it");
    });
  },
});
