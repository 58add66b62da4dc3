import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Estate, VmInventory } from "../../lib";
import { contosoTiers } from "../../policies";
import { temporaryFile } from "../support/files";
import { answer } from "../support/rows";
import { PAIR, run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { TEST_NETWORK } from "./define-recovery";

type Row = Record<string, unknown> & { readonly type: string };

const ROWS: readonly Row[] = JSON.parse(readFileSync("inventory/contoso.json", "utf8")).data;
const STACK = "dr-prod-australiaeast";

/** The bytes of Contoso's recovery stack, and of the file of objectives. */
function bytesOf(rows: readonly unknown[]): readonly string[] {
  const inventory = VmInventory.fromResourceGraph(temporaryFile("inventory.json", answer(rows)));
  const { outdir } = run((app) => {
    const contoso = new Estate(app, "Contoso", {
      organisation: "contoso",
      homeRegion: "australiaeast",
      inventory,
      subscriptions: { prod: SUBSCRIPTION },
    });
    contoso.createVaults();
    contoso.createBackupPolicies(contosoTiers);
    contoso.protectVirtualMachines();
    contoso.replicate({
      ...PAIR,
      testNetwork: TEST_NETWORK,
      publicIps: true,
      premiumCache: true,
      bootOrder: [{ name: /^(sql|pg|ora|db)-/ }],
      planTag: "Application",
    });
  });
  return [join("stacks", STACK, "cdk.tf.json"), "recovery-objectives.json"].map((file) =>
    readFileSync(join(outdir, file), "utf8"),
  );
}

/** Letters in another case wherever a mask says so. */
function spelt(id: string, mask: readonly boolean[]): string {
  return [...id].map((c, i) => (mask[i % mask.length] ? c.toUpperCase() : c.toLowerCase())).join("");
}

/**
 * The ids and references of a row in other letters, but for what Azure compares letter by letter: the own id of a network
 * interface, and the name of its subnet.
 */
function respelt(row: Row, mask: readonly boolean[]): unknown {
  const isNic = row.type.endsWith("networkinterfaces");
  const text = JSON.stringify(row).replace(/"(\/subscriptions\/[^"]+)"/g, (whole, id: string) => {
    if (isNic && /\/networkInterfaces\//i.test(id)) return whole;
    const [network = "", subnet] = isNic ? id.split("/subnets/") : [id];
    return `"${spelt(network, mask)}${subnet === undefined ? "" : `/subnets/${subnet}`}"`;
  });
  return JSON.parse(text);
}

const before = bytesOf(ROWS);
const shuffled = fc.shuffledSubarray([...ROWS], { minLength: ROWS.length });
const mask = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

test("Contoso's recovery stack has VMs, plans and drills to compare", () => {
  for (const type of ["replicated_vm", "replication_recovery_plan"])
    expect(before[0]).toContain(`"azurerm_site_recovery_${type}"`);
  expect(before[0]).toContain('"azurerm_automation_job_schedule"');
});

test("rows in another order, with ids and references in other letters, write the same bytes", () => {
  fc.assert(
    fc.property(shuffled, mask, (rows, letters) => {
      expect(bytesOf(rows.map((row) => respelt(row, letters)))).toEqual(before);
    }),
    { numRuns: 5 },
  );
});

test("a network interface's own id is written as Azure spells it, since Azure knows it by no other", () => {
  const upper = ROWS.map((row) =>
    row.type.endsWith("networkinterfaces")
      ? { ...row, id: String(row.id).replace("rg-erp-prod", "RG-ERP-Prod") }
      : row,
  );
  expect(bytesOf(upper)[0]).toContain(
    `"source_network_interface_id": "/subscriptions/${SUBSCRIPTION}/resourceGroups/RG-ERP-Prod/providers/Microsoft.Network/networkInterfaces/`,
  );
});
