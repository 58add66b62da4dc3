import { SiteRecoveryHypervReplicationPolicyAssociation } from "@cdktf/provider-azurerm/lib/site-recovery-hyperv-replication-policy-association";
import { SiteRecoveryServicesVaultHypervSite } from "@cdktf/provider-azurerm/lib/site-recovery-services-vault-hyperv-site";
import { Construct, type IConstruct } from "constructs";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp } from "../core/resolved";
import { subscriptionOf } from "../core/subscription-of";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { queueIn } from "../vault/vault-queue";
import { HypervReplicationPolicy, type HypervReplicationPolicyOptions } from "./hyperv-replication-policy";
import { SEGMENT, SEGMENT_RULE } from "./names";

export interface HypervSiteProps {
  /** In the region that VMs are recovered to, where their storage accounts and networks are too. */
  readonly vault: IRecoveryServicesVault;

  /** The site's name, once in the vault: hosts are registered with it. */
  readonly name: string;

  /**
   * Is a Hyper-V host of the site registered with the vault? Terraform cannot do that. Until then only the site and the
   * policy are made. Once true it stays true: false takes the policy from the site.
   * @default false
   */
  readonly registered?: boolean;

  /** @default - every 5 minutes, recovery points for 2 hours, app-consistent ones every hour: as in the portal */
  readonly policy?: HypervReplicationPolicyOptions;
}

/**
 * A Hyper-V site without System Center Virtual Machine Manager, whose hosts replicate to Azure
 * (`azurerm_site_recovery_services_vault_hyperv_site`), with its replication policy. The Azure Site Recovery Provider and
 * the Recovery Services agent are installed on every host, and registered with a key that the vault gives out for five
 * days, between a first apply and a second one with `registered: true`. The replication of each VM is enabled in the
 * portal or by PowerShell: azurerm has no resource for it.
 *
 * @example
 * new HypervSite(stack, "Branch", { vault, name: "branch-sydney", registered: true });
 *
 * @see Microsoft Learn, "Set up disaster recovery of on-premises Hyper-V VMs to Azure"
 */
export class HypervSite extends Construct {
  readonly vault: IRecoveryServicesVault;
  readonly siteName: string;
  /** ARM id of the site, which is a fabric of Site Recovery. */
  readonly siteId: string;
  readonly policy: HypervReplicationPolicy;
  /** The policy's association with the site; there once a host is registered. */
  readonly association?: SiteRecoveryHypervReplicationPolicyAssociation;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryServicesVaultHypervSite;

  constructor(scope: Construct, id: string, props: HypervSiteProps) {
    super(scope, checkId(scope, id));
    checkSite(this, props);
    const { vault, name } = props;
    this.vault = vault;
    standIn(vault, this);
    this.resource = queueIn(
      vault,
      new SiteRecoveryServicesVaultHypervSite(this, "Default", { name, recoveryVaultId: vault.vaultId }),
    );
    this.siteName = name;
    this.siteId = this.resource.id;
    const policy = { name: `replication-policy-${name}`, ...props.policy };
    this.policy = new HypervReplicationPolicy(this, "Policy", { ...policy, vault });
    queueIn(vault, this.policy.resource);
    if (props.registered) this.association = this.associate(name);
    else this.reportUnregistered(name);
  }

  private associate(name: string): SiteRecoveryHypervReplicationPolicyAssociation {
    const association = new SiteRecoveryHypervReplicationPolicyAssociation(this, "Association", {
      name: `policy-association-${name}`,
      hypervSiteId: this.siteId,
      policyId: this.policy.policyId,
    });
    return queueIn(this.vault, association);
  }

  private reportUnregistered(name: string): void {
    addFinding(this, {
      kind: "warning",
      subject: this.node.path,
      reason:
        "only the site and its replication policy are made, since Terraform cannot register Hyper-V hosts",
      remedy: `apply, install the Azure Site Recovery Provider on every host, register it with the site ${name} by the key of the vault, then set registered: true and apply again`,
    });
  }
}

/** The site names of each app, by vault. */
const sites = new Registry<IConstruct>();

function checkSite(site: IConstruct, { vault, name }: HypervSiteProps): void {
  const problems = new Problems(site);
  problems.matches("name", name, SEGMENT, SEGMENT_RULE);
  const own = subscriptionOf(site);
  problems.when(
    own !== undefined && vault.subscriptionId !== undefined && vault.subscriptionId !== own,
    `vault must be in the stack's subscription ${own}, got ${vault.subscriptionId}: azurerm makes the site there`,
  );
  const key = `${keyInApp(site, vault.vaultId)} ${name}`;
  const other = sites.holder(site.node.root, key);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} in the same vault: choose another name`,
  );
  problems.throwIfAny();
  sites.take(site.node.root, key, site.node.path);
}
