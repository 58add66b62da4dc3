import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type Estate, Receiver } from "../../lib";
import { estate, PAIR, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { SATURDAYS, TEST_NETWORK } from "./define-recovery";

type Row = Record<string, unknown>;

const SUBSCRIPTIONS = [SUBSCRIPTION, "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6"];
const REGIONS = ["australiaeast", "Australia East", "polandcentral", "australiacentral2", "newzealandnorth"];
const GROUPS = ["rg-app", "RG.Apps(1)", "rg_Größe", "日本-rg", "r", "g".repeat(90)];
const TAGS = [
  undefined,
  null,
  {},
  { Criticality: "Gold" },
  { criticality: "gold " },
  { Criticality: "Bronze" },
  { Criticality: "?" },
];

const machine = fc.record({
  subscription: fc.constantFrom(...SUBSCRIPTIONS),
  group: fc.constantFrom(...GROUPS),
  region: fc.constantFrom(...REGIONS),
  long: fc.boolean(),
  upper: fc.boolean(),
  tags: fc.constantFrom(...TAGS),
  zones: fc.constantFrom(null, [], ["1"], ["3"]),
  security: fc.constantFrom(undefined, "Standard", "TrustedLaunch", "ConfidentialVM"),
  ephemeral: fc.boolean(),
  state: fc.constantFrom("running", "deallocated", "stopped"),
  sku: fc.constantFrom("Premium_LRS", "UltraSSD_LRS", "PremiumV2_LRS", "StandardSSD_ZRS", undefined),
  size: fc.constantFrom(1, 65_536, undefined),
  shared: fc.boolean(),
  rows: fc.boolean(),
});
type Machine = typeof machine extends fc.Arbitrary<infer T> ? T : never;

/** The rows of a VM that Azure could have; its name has 1 or 64 characters. */
function rowsOf(given: Machine, i: number): readonly Row[] {
  const letter = String.fromCharCode(97 + i);
  const name = given.long ? letter.repeat(64) : letter;
  const spelt = (text: string) => (given.upper ? text.toUpperCase() : text);
  const idOf = (type: string, own: string) =>
    `/subscriptions/${given.subscription}/resourceGroups/${given.group}/providers/${type}/${own}`;
  const [os, data] = [`${name}-os`, `${name}-data`].map((disk) => idOf("Microsoft.Compute/disks", disk));
  const nic = idOf("Microsoft.Network/networkInterfaces", `${name}-nic`);
  const subnet = `${idOf("Microsoft.Network/virtualNetworks", "vnet-app")}/subnets/s`;
  const at = { location: given.region };
  const osDisk = given.ephemeral
    ? { osType: "Linux", name: "os", diffDiskSettings: { option: "Local" } }
    : { osType: null, name: "os", managedDisk: { id: os } };
  const vm = {
    id: spelt(idOf("Microsoft.Compute/virtualMachines", name)),
    name: spelt(name),
    type: spelt("Microsoft.Compute/virtualMachines"),
    ...at,
    tags: given.tags,
    zones: given.zones,
    properties: {
      securityProfile: { securityType: given.security },
      storageProfile: {
        osDisk,
        dataDisks: [{ lun: 0, name: "data", managedDisk: { id: spelt(String(data)) } }],
      },
      networkProfile: { networkInterfaces: [{ id: spelt(nic) }] },
      extended: { instanceView: { powerState: { code: `PowerState/${given.state}` } } },
    },
  };
  const disk = { type: "microsoft.compute/disks", ...at };
  const properties = { diskSizeGB: given.size, maxShares: given.shared ? 2 : 1 };
  const others = [
    ...(given.ephemeral
      ? []
      : [{ ...disk, id: os, name: os, sku: { name: "Premium_LRS" }, properties: { diskSizeGB: 30 } }]),
    { ...disk, id: data, name: data, sku: { name: given.sku }, properties },
  ];
  const ipConfigurations = [{ name: "ip", properties: { primary: true, subnet: { id: subnet } } }];
  const network = {
    id: nic,
    name: nic,
    type: "microsoft.network/networkinterfaces",
    ...at,
    properties: { ipConfigurations },
  };
  return [vm, ...(given.rows ? others : []), network];
}

function everyVerb(own: Estate): void {
  own.createVaults();
  own.createBackupPolicies(TIERS.map((tier) => (tier.replicated ? { ...tier, drill: SATURDAYS } : tier)));
  own.protectVirtualMachines();
  own.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
  own.onboardByPolicy();
  own.monitor({ subscription: SUBSCRIPTION, receivers: [Receiver.email("ops@contoso.com")] });
  own.estimateStorage();
}

/** What no reader should meet outside of code. */
const UGLY =
  /\bundefined\b|\bNaN\b|\[object |\$\{|\b1 (VMs|vaults|disks|stacks|policies|rules)\b| {2,}\S.*\bnull\b/;

test("any estate that Azure could have is planned, and told of in whole sentences", () => {
  fc.assert(
    fc.property(fc.array(machine, { minLength: 1, maxLength: 12 }), (machines) => {
      const rows = machines.flatMap(rowsOf);
      const props = { subscriptions: { prod: SUBSCRIPTION } };
      const { outdir, summary } = run(estate(rows, everyVerb, props), undefined, true);
      const report = JSON.parse(readFileSync(join(outdir, "report", "report.json"), "utf8"));
      expect(report.total.vms).toBe(machines.length);
      // every VM is protected, or somebody is told why it is not
      const told = new Set(
        report.findings
          .filter(({ kind }: { kind: string }) => kind === "unprotected")
          .flatMap(({ subjects }: { subjects: { name: string }[] }) => subjects.map(({ name }) => name)),
      );
      for (const { name, protection } of report.vms)
        expect([name, told.has(name)]).toEqual([
          name,
          protection === "not protected" || protection === "replicated",
        ]);
      for (const folder of ["runbooks", "plan", "report"])
        for (const file of readdirSync(join(outdir, folder)).filter((one) => one.endsWith(".md"))) {
          const text = readFileSync(join(outdir, folder, file), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
          expect(UGLY.exec(text)?.[0]).toBeUndefined();
        }
      expect(UGLY.exec(summary)?.[0]).toBeUndefined();
    }),
    { numRuns: 12, seed: 20_261_129 },
  );
});
