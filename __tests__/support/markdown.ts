import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as lib from "../../lib";
import { command } from "./command";
import { temporaryFolder } from "./files";

/** The fenced blocks of a language in a Markdown text. */
export function blocksOf(markdown: string, language: string): readonly string[] {
  const fences = new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)\\n *\`\`\``, "gm");
  return [...markdown.matchAll(fences)].map(([, text = ""]) => text);
}

const FLAGS = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20", "--types", "node"];

/** What the blocks of a page may use without saying so. */
const FIXTURES = `
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { ManagedDisk } from "@cdktf/provider-azurerm/lib/managed-disk";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { App, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import * as all from ${JSON.stringify(resolve("dist/lib"))};

const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const sharedVaultId = \`/subscriptions/\${subscriptionId}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/shared\`;
const guardId = "/subscriptions/c1d9a6f4-6b0e-4c57-9d0f-3e6f5a7b8c92/resourceGroups/rg/providers/Microsoft.DataProtection/resourceGuards/rguard";
const devSubscriptionId = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const backupTeam = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
const apps: App[] = [];
const vm = all.VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: "VM1" }).vms[0]!;
const here = { location: "australiaeast", resourceGroupName: "rg-pages" };
function fixture(id: string) {
  const app = new App({ outdir: "out/" + id });
  apps.push(app);
  const stack = new all.ResilienceStack(app, id, { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-pages", location: here.location });
  const vnet = () => new VirtualNetwork(stack, "Spoke", { ...here, name: "vnet", addressSpace: ["10.8.0.0/24"] });
  let made: StorageAccount | undefined;
  const account = () => made ??= new StorageAccount(stack, "Account", { ...here, name: "stpages", accountTier: "Standard", accountReplicationType: "ZRS" });
  let dr: all.DisasterRecoveryPair | undefined;
  const pair = () => {
    if (dr) return dr;
    const there = new ResourceGroup(stack, "There", { name: "rg-pages-dr", location: "centralindia" });
    return dr = new all.DisasterRecoveryPair(stack, "FixturePair", {
      vault: new all.RecoveryServicesVault(stack, "PairVault", { name: "rsv-pages-dr", resourceGroup: there }),
      cache: new all.CacheStorageAccount(stack, "Cache", { name: "stpagescache", resourceGroup, region: "australiaeast" }),
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      targetResourceGroup: there,
      network: { addressSpace: "10.60.0.0/16" },
      testNetwork: { addressSpace: "10.99.0.0/24" },
    });
  };
  return {
    stack,
    resourceGroup,
    get automation() { return new all.AutomationAccount(stack, "FixtureAutomation", { name: "aa-pages", resourceGroup }); },
    get dr() { return pair(); },
    get plan() { return pair().addRecoveryPlan("FixturePlan", { boot: [[pair().replicate(vm)]] }); },
    get testNetworkId() { return new VirtualNetwork(stack, "Test", { ...here, name: "vnet-test", addressSpace: ["10.9.0.0/24"] }).id; },
    get vault() { return new all.RecoveryServicesVault(stack, "FixtureVault", { name: "rsv-pages", resourceGroup }); },
    get spoke() { return vnet(); },
    get subnet() { return new Subnet(stack, "Subnet", { resourceGroupName: "rg-pages", virtualNetworkName: "vnet", name: "snet", addressPrefixes: ["10.8.0.0/26"] }); },
    get identity() { return new UserAssignedIdentity(stack, "Identity", { ...here, name: "id" }); },
    get keyVault() { return new KeyVault(stack, "Keys", { ...here, name: "kv-pages", tenantId: backupTeam, skuName: "standard" }); },
    get share() { return new StorageShare(stack, "Share", { name: "finance", storageAccountId: account().id, quota: 10 }); },
    get account() { return account(); },
    get disk() { return new ManagedDisk(stack, "Disk", { ...here, name: "disk", storageAccountType: "Premium_LRS", createOption: "Empty", diskSizeGb: 8 }); },
  };
}
`;

const GIVEN = [
  "automation",
  "dr",
  "plan",
  "testNetworkId",
  "vault",
  "spoke",
  "subnet",
  "identity",
  "keyVault",
  "share",
  "account",
  "disk",
];
const EVERYWHERE = [
  "vm",
  "sharedVaultId",
  "guardId",
  "devSubscriptionId",
  "backupTeam",
  "Construct",
  "TerraformVariable",
];

export interface PageRun {
  /** What the compiler, or the program, had against the blocks. */
  readonly refused: readonly string[];
  /** How many stacks they wrote. */
  readonly stacks: number;
}

/** Compiles and runs the TypeScript blocks of a page, each in an app of its own. */
export function runBlocks(markdown: string): PageRun {
  const folder = temporaryFolder();
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const name of ["inventory", "out"]) mkdirSync(join(folder, name));
  cpSync("inventory/contoso.json", join(folder, "inventory", "contoso.json"));
  writeFileSync(join(folder, "page.ts"), programOf(markdown));
  const compiled = command(join("node_modules", ".bin", "tsc"), [...FLAGS, "page.ts"], { cwd: folder });
  const ran = compiled.code === 0 ? command(process.execPath, ["page.js"], { cwd: folder }) : compiled;
  const out = join(folder, "out");
  const ids = existsSync(out) ? readdirSync(out) : [];
  const written = (id: string) => existsSync(join(out, id, "stacks", id, "cdk.tf.json"));
  return {
    refused: ran.code === 0 ? [] : [ran.out, ran.err],
    stacks: ids.filter(written).length,
  };
}

function programOf(markdown: string): string {
  const names = Object.keys(lib).filter((name) => new RegExp(`\\b${name}\\b`).test(markdown));
  const bodies = blocksOf(markdown, "ts").map((block, i) => {
    const wanted = GIVEN.filter(
      (name) => new RegExp(`\\b${name}\\b`).test(block) && !block.includes(`const ${name} `),
    );
    return `{\n  const { ${["stack", "resourceGroup", ...wanted].join(", ")} } = fixture("block-${i}");\n${block}\n}`;
  });
  return [
    // an import, since a class is a type, too
    `import { ${names.join(", ")} } from ${JSON.stringify(resolve("dist/lib"))};`,
    FIXTURES,
    ...bodies,
    `void [${EVERYWHERE.join(", ")}];`,
    "for (const app of apps) app.synth();",
  ].join("\n");
}
