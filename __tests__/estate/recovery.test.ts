import { Disks, type Estate } from "../../lib";
import { nicRow, vmRows } from "../support/rows";
import { estate, PAIR, resources, run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { diskId, vmId } from "../support/vms";
import {
  changed,
  DRILLED,
  gold,
  listedIn,
  PLAN,
  REPLICA,
  replicasOf,
  replicated,
  replicating,
  STACK,
  TEST_NETWORK,
  withTwoNics,
} from "./define-recovery";

type Row = Record<string, unknown>;

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const inOther = (rows: readonly Row[]): Row[] =>
  JSON.parse(JSON.stringify(rows).replaceAll(SUBSCRIPTION, OTHER));
const SUBSCRIPTIONS = { prod: SUBSCRIPTION, lab: OTHER };

describe("the recovery stacks of an estate", () => {
  const pairs = (e: Estate) => {
    replicating()(e);
    e.replicate({ ...PAIR, from: "southeastasia" });
  };

  test("are one for each subscription and region that has VMs to replicate, two of them to one target", () => {
    const rows = [
      ...gold("a"),
      ...gold("b", {}, { location: "southeastasia" }),
      ...inOther(gold("c")),
      ...inOther(gold("d", { Criticality: "Bronze" }, { location: "southeastasia" })),
    ];
    const { stacks } = run(estate(rows, pairs, { subscriptions: SUBSCRIPTIONS }));
    const recovery = Object.keys(stacks).filter((id) => id.startsWith("dr-"));

    expect(recovery).toEqual(["dr-lab-australiaeast", "dr-prod-australiaeast", "dr-prod-southeastasia"]);
    const groups = recovery.flatMap((id) =>
      Object.values(resources(stacks[id], "azurerm_resource_group")).map(({ name }) => name),
    );
    expect(new Set(groups).size).toBe(groups.length);
    const targets = recovery.map(
      (id) => resources(stacks[id], "azurerm_recovery_services_vault").Vault?.location,
    );
    expect(targets).toEqual(["centralindia", "centralindia", "centralindia"]);
  });

  test("are not made where Site Recovery refuses every VM, which are listed", () => {
    const shared = changed(gold("clu"), "clu-data", { properties: { maxShares: 2, diskSizeGB: 8 } });
    const ran = replicated(shared);
    expect(Object.keys(ran.stacks)).toEqual(["backup-prod-australiaeast"]);
    expect(listedIn(ran, "Not replicated")).toEqual([
      "clu: its disk clu-data is a shared disk, whose replication azurerm cannot set up (azurerm_site_recovery_replicated_vm: no argument for a protection cluster); replicate the cluster within the application",
    ]);
  });

  test("have no account that updates agents where the program does that itself", () => {
    const accounts = (agentUpdates?: boolean) =>
      Object.keys(
        resources(replicated(gold("a"), { agentUpdates }).stacks[STACK], "azurerm_automation_account"),
      );
    expect([accounts(), accounts(true), accounts(false)]).toEqual([["Automation"], ["Automation"], []]);
  });

  test("have an account for each tier's drills, whose identity does not update agents", () => {
    const { stacks } = replicated(
      gold("a"),
      { agentUpdates: false, testNetwork: TEST_NETWORK },
      { tiers: DRILLED },
    );
    const [account] = Object.values(resources(stacks[STACK], "azurerm_automation_account"));
    expect(account?.name).toBe("aa-contoso-drill-gold-prod-australiaeast");
  });

  test("have a policy for a tier that says how points are kept, whatever the tier is called", () => {
    for (const criticality of ["Gold", "Mission Critical", "Policy"]) {
      const tiers = DRILLED.map((tier) =>
        tier.replicated
          ? {
              ...tier,
              criticality,
              replication: { recoveryPointRetentionMinutes: 60, appConsistentSnapshotMinutes: 60 },
            }
          : tier,
      );
      const { stacks } = replicated(gold("a", { Criticality: criticality }), {}, { tiers });
      const policies = resources(stacks[STACK], "azurerm_site_recovery_replication_policy");
      const kept = Object.values(policies).map(({ recovery_point_retention_in_minutes: minutes }) => minutes);
      expect(kept.sort()).toEqual([1440, 60]);
      const [short] =
        Object.entries(policies).find(([, policy]) => policy.recovery_point_retention_in_minutes === 60) ??
        [];
      const [replica] = Object.values(resources(stacks[STACK], REPLICA));
      expect(replica?.recovery_replication_policy_id).toBe(
        `\${azurerm_site_recovery_replication_policy.${short}.id}`,
      );
    }
  });
});

describe("VMs that are not replicated", () => {
  test("may be exempt, with the program's reason", () => {
    const overrides = { b: { exempt: "goes in March" } };
    const ran = replicated([...gold("a"), ...gold("b")], {}, { overrides });
    expect(Object.keys(replicasOf(ran))).toEqual(["a"]);
    expect(ran.summary).not.toContain("Not replicated");
  });

  test("are told of where an override says how they are recovered, since it has no effect", () => {
    const rows = [...gold("a"), ...gold("b"), ...vmRows("web", { tags: { Criticality: "Bronze" } })];
    const overrides = {
      b: { exempt: "goes in March", recovery: { targetSize: "Standard_D2s_v5" } },
      web: { recoveryPlan: false },
    } as const;
    expect(listedIn(replicated(rows, {}, { overrides }), "Look at").slice(-2)).toEqual([
      "b: its override says how it is recovered, and it is exempt; give it a replicated tier, or remove that",
      "web: its override says how it is recovered, and its tier is not replicated; give it a replicated tier, or remove that",
    ]);
  });

  test("get the tier that an override gives them", () => {
    const overrides = { a: { tier: "bronze" }, web: { tier: "Gold" } };
    const rows = [...gold("a"), ...vmRows("web", { tags: { Criticality: "Bronze" } })];
    expect(Object.keys(replicasOf(replicated(rows, {}, { overrides })))).toEqual(["web"]);
  });
});

describe("what the program says of one VM's recovery", () => {
  test("goes to that VM alone: size, zone and disks", () => {
    const recovery = { targetSize: "Standard_E4s_v5", targetZone: "3", disks: Disks.except(0) } as const;
    const ran = replicated([...gold("a"), ...gold("b")], {}, { overrides: { [vmId("A")]: { recovery } } });
    const facts = Object.values(replicasOf(ran)).map((vm) => [
      vm.target_virtual_machine_size,
      vm.target_zone,
      (vm.managed_disk as unknown[]).length,
    ]);
    expect(facts).toEqual([
      ["Standard_E4s_v5", "3", 1],
      [undefined, "1", 2],
    ]);
  });

  test("may leave out the disk that Site Recovery refuses", () => {
    const shared = changed(gold("clu"), "clu-data", { properties: { maxShares: 2, diskSizeGB: 8 } });
    const overrides = { clu: { recovery: { disks: Disks.osDiskOnly } } };
    expect(Object.keys(replicasOf(replicated(shared, {}, { overrides })))).toEqual(["clu"]);
  });
});

describe("public IP addresses", () => {
  const of = (overrides = {}) => {
    const { stacks } = replicated(withTwoNics("web"), { publicIps: true }, { overrides });
    const [vm] = Object.values(resources(stacks[STACK], REPLICA));
    const interfaces = vm?.network_interface as Row[];
    const nics = interfaces.map((nic) => nic.recovery_public_ip_address_id);
    return { nics, made: Object.keys(resources(stacks[STACK], "azurerm_public_ip")), interfaces };
  };

  test("are made for each network interface that has one, named after it", () => {
    const { nics, made } = of();
    expect(made).toEqual([
      expect.stringMatching(/^PublicIp-web-[0-9a-f]{8}$/),
      expect.stringMatching(/^PublicIp-web-[0-9a-f]{8}-[0-9a-f]{6}$/),
    ]);
    expect(nics).toEqual(made.map((id) => `\${azurerm_public_ip.${id}.id}`));
  });

  test("of a second network interface stay the same when the first loses its own", () => {
    const rows = withTwoNics("web");
    const closed = changed(rows, "web-nic", {
      properties: {
        ipConfigurations: (nicRow("web").properties as { ipConfigurations: unknown }).ipConfigurations,
      },
    });
    const ids = (given: readonly Row[]) =>
      Object.keys(resources(replicated(given, { publicIps: true }).stacks[STACK], "azurerm_public_ip"));
    expect(ids(closed)).toEqual(ids(rows).slice(1));
  });

  test("come with what else the program says of a network interface, in any letter case", () => {
    const { interfaces, made } = of({
      web: { recovery: { networkInterfaces: { "WEB-NIC": { subnetName: "front" } } } },
    });
    const [first] = interfaces;
    expect(first).toMatchObject({
      target_subnet_name: "front",
      recovery_public_ip_address_id: `\${azurerm_public_ip.${made[0]}.id}`,
    });
  });

  test("are not made where the program gives one itself, or none", () => {
    const id = vmId("x").replace("Microsoft.Compute/virtualMachines", "Microsoft.Network/publicIPAddresses");
    const networkInterfaces = { "web-nic": { publicIp: { id } }, "Web-Nic-2": { publicIp: undefined } };
    const { nics, made } = of({ web: { recovery: { networkInterfaces } } });
    expect([nics, made]).toEqual([[id, null], []]);
  });

  test("are not made unless the pair wants them", () => {
    const { stacks } = replicated(withTwoNics("web"));
    expect(resources(stacks[STACK], "azurerm_public_ip")).toEqual({});
  });
});

describe("a disk encryption set of the target region", () => {
  const DES = diskId("des-india").replace("/disks/", "/diskEncryptionSets/");
  const own = diskId("des").replace("/disks/", "/diskEncryptionSets/");
  const encryption = { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: own };
  const rows = [...changed(gold("a"), "a-data", { properties: { diskSizeGB: 8, encryption } }), ...gold("b")];
  const setsOf = (...given: Parameters<typeof replicated>) =>
    Object.values(replicasOf(replicated(...given))).map((vm) =>
      (vm.managed_disk as Row[]).map((disk) => disk.target_disk_encryption_set_id),
    );

  test("is for the disks that have a customer-managed key, and for no others", () => {
    expect(setsOf(rows, { diskEncryptionSetId: DES })).toEqual([
      [null, DES],
      [null, null],
    ]);
  });

  test("gives way to what the program says of the VM, or of the disk", () => {
    const other = `${DES}-2`;
    const vm = { a: { recovery: { diskEncryptionSetId: other } } };
    expect(setsOf(rows, { diskEncryptionSetId: DES }, { overrides: vm })[0]).toEqual([other, other]);
    const disk = { a: { recovery: { diskSettings: { 0: { diskEncryptionSetId: other } } } } };
    expect(setsOf(rows, { diskEncryptionSetId: DES }, { overrides: disk })[0]).toEqual([null, other]);
    const type = { a: { recovery: { diskSettings: { 0: { targetType: "Premium_LRS" } } } } };
    expect(setsOf(rows, { diskEncryptionSetId: DES }, { overrides: type })[0]).toEqual([null, DES]);
  });

  test("is missed where there is none: the VM is listed", () => {
    const ran = replicated(rows);
    expect(Object.keys(replicasOf(ran))).toEqual(["b"]);
    expect(listedIn(ran, "Not replicated")[0]).toMatch(
      /^a: its disk a-data is encrypted with a customer-managed key, and the recovered one has no disk encryption set /,
    );
  });
});

test("replicated VMs of the stack are all in a plan, since nobody else would fail them over", () => {
  const { stacks } = replicated([...gold("a"), ...gold("b"), ...gold("c")], { planTag: "App" });
  const members = JSON.stringify(resources(stacks[STACK], PLAN));
  for (const id of Object.keys(resources(stacks[STACK], REPLICA)))
    expect(members).toContain(`${REPLICA}.${id}.id`);
});
