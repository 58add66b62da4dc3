import {
  DisasterRecoveryPair,
  RecoveryAction,
  type RecoveryPlanOptions,
  type ReplicatedVm,
  vmsWithoutPlan,
} from "../../lib";
import { resourceGroup, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { cacheIn, pair, RECOVERY_PLAN, REPLICATED_VM, replicating, vaultIn } from "./pair";

type Block = Record<string, unknown>;

const plan = (options: (machines: readonly ReplicatedVm[]) => RecoveryPlanOptions, names = ["sql", "web"]) =>
  replicating({}, (dr) => {
    const machines = names.map((name) => dr.replicate(vm({ name })));
    dr.addRecoveryPlan("Shop", options(machines));
  }).only(RECOVERY_PLAN);

const itemsOf = (group: unknown) => (group as Block).replicated_protected_items;

describe("a recovery plan", () => {
  test("says everything that azurerm asks for: its vault, its fabrics, and the groups that have nothing to do", () => {
    const synthesized = replicating({}, (dr) => {
      dr.addRecoveryPlan("Shop", { name: "rp-shop", boot: [[dr.replicate(vm())]] });
    });
    const id = `${REPLICATED_VM}.Dr_vm1-abc123_0813CC0E.id`;
    expect(synthesized.only(RECOVERY_PLAN)).toEqual({
      name: "rp-shop",
      recovery_vault_id: "${azurerm_recovery_services_vault.Vault.id}",
      source_recovery_fabric_id: "${azurerm_site_recovery_fabric.Dr_SourceFabric_B9C12F91.id}",
      target_recovery_fabric_id: "${azurerm_site_recovery_fabric.Dr_TargetFabric_6160D2EF.id}",
      shutdown_recovery_group: { pre_action: [], post_action: [] },
      failover_recovery_group: { pre_action: [], post_action: [] },
      boot_recovery_group: [{ replicated_protected_items: [`\${${id}}`], pre_action: [], post_action: [] }],
      lifecycle: { replace_triggered_by: [id] },
    });
    expect(synthesized.addresses(RECOVERY_PLAN)).toEqual([`${RECOVERY_PLAN}.Dr_Shop_7DE0EE4C`]);
  });

  test("starts its groups in the order in which they are given, whatever their VMs are called", () => {
    const { boot_recovery_group } = plan(([sql, web]) => ({ boot: [[web], [sql]] as ReplicatedVm[][] }));
    expect((boot_recovery_group as Block[]).map(itemsOf)).toEqual([
      [`\${${REPLICATED_VM}.Dr_web-abc123_2DF557B5.id}`],
      [`\${${REPLICATED_VM}.Dr_sql-abc123_DC0B773B.id}`],
    ]);
  });

  test("lists the VMs of a group in one order, since Azure starts them together and the inventory has no order", () => {
    const names = ["web-10", "WEB-2", "app", "web-1"];
    const groupOf = (order: readonly string[]) =>
      itemsOf((plan((machines) => ({ boot: [machines] }), [...order]).boot_recovery_group as Block[])[0]);
    expect(groupOf(names)).toEqual(groupOf([...names].reverse()));
    expect(groupOf(names)).toEqual(
      ["app", "web-1", "web-10", "WEB-2"].map((name) => expect.stringContaining(`Dr_${name}-abc123_`)),
    );
  });

  test("takes groups that are added later, behind those that it has, and waits for their VMs as well", () => {
    const synthesized = replicating({}, (dr) => {
      const shop = dr.addRecoveryPlan("Shop", { boot: [[dr.replicate(vm({ name: "sql" }))]] });
      shop.addBootGroup([dr.replicate(vm({ name: "app" }))]);
      shop.addBootGroup({
        vms: [dr.replicate(vm({ name: "web" }))],
        before: [RecoveryAction.manual("Warm", "Warm up the cache.")],
      });
    });
    const { boot_recovery_group, lifecycle } = synthesized.only(RECOVERY_PLAN);
    const groups = boot_recovery_group as Block[];
    expect(groups.flatMap(itemsOf)).toEqual(
      ["sql", "app", "web"].map((name) => expect.stringContaining(`Dr_${name}-abc123_`)),
    );
    expect(groups[2]?.pre_action).toEqual([expect.objectContaining({ name: "Warm" })]);
    expect((lifecycle as { replace_triggered_by: string[] }).replace_triggered_by).toHaveLength(3);
  });

  test("is made anew with a VM that is replicated anew, which Site Recovery does not let go while it is in a plan", () => {
    const { lifecycle } = plan((machines) => ({ boot: [machines] }));
    // Terraform takes references here, not expressions
    expect(lifecycle).toEqual({
      replace_triggered_by: [
        `${REPLICATED_VM}.Dr_sql-abc123_DC0B773B.id`,
        `${REPLICATED_VM}.Dr_web-abc123_2DF557B5.id`,
      ],
    });
  });

  test("has the zones of a pair within one region", () => {
    const synthesized = synthesise((stack) => {
      const dr = new DisasterRecoveryPair(stack, "Dr", {
        vault: vaultIn(stack, "centralindia"),
        cache: cacheIn(stack, "australiaeast"),
        targetResourceGroup: resourceGroup(stack, "australiaeast", "Target"),
        sourceRegion: "australiaeast",
        zones: { source: "1", target: "2" },
      });
      dr.addRecoveryPlan("Shop", { boot: [[dr.replicate(vm({ zone: "1" }))]] });
    });
    expect(synthesized.only(RECOVERY_PLAN).azure_to_azure_settings).toEqual({
      primary_zone: "1",
      recovery_zone: "2",
    });
  });

  test("may have a VM that another plan has: Site Recovery starts it with the first of them", () => {
    const synthesized = replicating({}, (dr) => {
      const shared = dr.replicate(vm());
      dr.addRecoveryPlan("Shop", { boot: [[shared]] });
      dr.addRecoveryPlan("All", { boot: [[shared]] });
    });
    expect(synthesized.addresses(RECOVERY_PLAN)).toHaveLength(2);
  });
});

describe("the name of a recovery plan", () => {
  const nameOf = (id: string) =>
    replicating({}, (dr) => {
      dr.addRecoveryPlan(id, { boot: [[dr.replicate(vm())]] });
    }).only(RECOVERY_PLAN).name;

  test("comes from the ids of the pair and the plan, in characters that Azure takes", () => {
    expect(["Shop", "Web_Shop-2", "-Shop--", "_"].map(nameOf)).toEqual([
      "rp-dr-shop",
      "rp-dr-web-shop-2",
      "rp-dr-shop",
      "rp-dr",
    ]);
  });

  test("is cut where it is longer than 65 characters, and stays apart from others by a fingerprint", () => {
    expect(nameOf("x".repeat(59))).toBe(`rp-dr-${"x".repeat(59)}`);
    expect(nameOf("x".repeat(60))).toBe(`rp-dr-${"x".repeat(52)}-45ac5d`);
  });
});

describe("VMs without a plan", () => {
  test("are those that no plan of the program starts, in the order of the tree", () => {
    let found: readonly string[] = [];
    synthesise((stack) => {
      pair({}, (dr) => {
        const [, sql] = ["web", "sql", "app"].map((name) => dr.replicate(vm({ name })));
        dr.addRecoveryPlan("Shop").addBootGroup([sql as ReplicatedVm]);
      })(stack);
      found = vmsWithoutPlan(stack).map((replicated) => replicated.vm.name);
    });
    expect(found).toEqual(["web", "app"]);
  });
});
