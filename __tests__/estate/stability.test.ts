import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Estate, VmInventory } from "../../lib";
import { contosoTiers } from "../../policies";
import { temporaryFile } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { PAIR, resources, run } from "../support/run";

type Row = Record<string, unknown> & { readonly id: string };

const ROWS: readonly Row[] = JSON.parse(readFileSync("inventory/contoso.json", "utf8")).data;
const VM_RESOURCES = ["azurerm_backup_protected_vm", "azurerm_site_recovery_replicated_vm"];

/** The JSON of every VM's resources in Contoso's estate, by stack and address. */
function vmResources(rows: readonly unknown[]): Record<string, string> {
  const inventory = VmInventory.fromResourceGraph(temporaryFile("inventory.json", answer(rows)));
  const { stacks } = run((app) => {
    const contoso = new Estate(app, "Contoso", {
      organisation: "contoso",
      homeRegion: "australiaeast",
      inventory,
    });
    contoso.createVaults();
    contoso.createBackupPolicies(contosoTiers);
    contoso.protectVirtualMachines();
    contoso.replicate(PAIR);
  });
  const entries = Object.entries(stacks).flatMap(([stack, json]) =>
    VM_RESOURCES.flatMap((type) =>
      Object.entries(resources(json, type)).map(([name, config]) => [
        `${stack}/${type}.${name}`,
        JSON.stringify(config),
      ]),
    ),
  );
  return Object.fromEntries(entries);
}

const before = vmResources(ROWS);

test("Contoso's 21 protected and 8 replicated VMs are there to compare", () => {
  expect(Object.keys(before)).toHaveLength(29);
});

test("the order of the rows changes nothing", () => {
  const shuffled = fc.shuffledSubarray([...ROWS], { minLength: ROWS.length });
  fc.assert(
    fc.property(shuffled, (rows) => {
      expect(vmResources(rows)).toEqual(before);
    }),
    { numRuns: 3 },
  );
});

test("the letter case of VM and disk ids and of references changes nothing", () => {
  const shouted = ROWS.map((row) => {
    if (String(row.type).endsWith("networkinterfaces")) return row;
    const text = JSON.stringify(row).replace(
      /"(\/subscriptions\/[^"]+)"/g,
      (_, id) => `"${id.toUpperCase()}"`,
    );
    return JSON.parse(text);
  });
  expect(vmResources(shouted)).toEqual(before);
});

test("a new VM, even with the name of another and in a network of its own, changes no other VM", () => {
  const [vm, ...others] = vmRows("VM1") as Row[];
  const network = JSON.stringify(others).replaceAll("vnet-app", "a-new-network");
  const after = vmResources([...ROWS, vm, ...JSON.parse(network)]);
  expect(after).toMatchObject(before);
  expect(Object.keys(after)).toHaveLength(31);
});

test("a VM that goes changes no other VM", () => {
  const gone = ROWS.filter((row) => !/\/(VM1|vm1342_z1)$/i.test(row.id));
  const after = vmResources(gone);
  expect(before).toMatchObject(after);
  expect(Object.keys(after)).toHaveLength(27);
});

test("a VM that gets another tier stays the same resource, and so keeps its recovery points", () => {
  const retagged = ROWS.map((row) =>
    row.name === "fs-corp-prd-02" ? { ...row, tags: { Criticality: "Tier-3" } } : row,
  );
  const after = vmResources(retagged);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(Object.keys(after).filter((key) => after[key] !== before[key])).toEqual([
    "backup-s9fd78e00-australiaeast/azurerm_backup_protected_vm.Vault_fs-corp-prd-02-99c7c842_B35A6BB2",
  ]);
});
