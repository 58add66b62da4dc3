import { SiteRecoveryHypervNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-hyperv-network-mapping";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import type { IVirtualNetwork } from "../core/refs";
import { NETWORK_TYPE, partsOf } from "../core/resource-id";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { queueIn } from "../vault/vault-queue";
import { slug } from "./names";

export interface VmmServerProps {
  readonly vault: IRecoveryServicesVault;

  /** The server's name as it is registered with the vault, in its own spelling. */
  readonly name: string;

  /**
   * Is the server registered with the vault? Terraform cannot do that. Until then nothing is made, and every network is
   * reported. Once true it stays true.
   * @default false
   */
  readonly registered?: boolean;
}

/** Which network of Azure stands for one of VMM. */
export interface MapNetworkOptions {
  /** @default - made of the source network's name */
  readonly id?: string;
}

/**
 * A server of System Center Virtual Machine Manager whose Hyper-V VMs replicate to Azure, with its network mappings. The
 * Azure Site Recovery Provider is installed on the server, and the Recovery Services agent on every Hyper-V host. azurerm
 * has nothing but the network mappings for it: clouds, their policy and the VMs are set up in the portal or by PowerShell.
 *
 * @example
 * const vmm = new VmmServer(stack, "Vmm", { vault, name: "vmm01.contoso.local", registered: true });
 * vmm.mapNetwork("VM Network", network);
 *
 * @see Microsoft Learn, "Prepare network mapping for Hyper-V VM replication to Azure"
 */
export class VmmServer extends Construct {
  readonly vault: IRecoveryServicesVault;
  readonly serverName: string;
  readonly registered: boolean;
  private readonly mapped = new Set<string>();

  constructor(scope: Construct, id: string, props: VmmServerProps) {
    super(scope, checkId(scope, id));
    const problems = new Problems(this);
    problems.when(props.name === "", "name must be the server's name, got nothing");
    problems.throwIfAny();
    this.vault = props.vault;
    this.serverName = props.name;
    this.registered = props.registered ?? false;
    standIn(this.vault, this);
  }

  /**
   * Connects the VMs of a VM network, after a failover, to an Azure network of the vault's region: to the subnet of the
   * same name, or else to the first. A VM network is mapped once; several may share an Azure network.
   */
  mapNetwork(
    sourceNetwork: string,
    network: IVirtualNetwork,
    options: MapNetworkOptions = {},
  ): HypervNetworkMapping {
    this.checkMapping(sourceNetwork, network);
    const id = checkFreeId(this, options.id ?? slug(sourceNetwork));
    const mapping = new HypervNetworkMapping(this, id, { server: this, sourceNetwork, network });
    this.mapped.add(sourceNetwork.toLowerCase());
    return mapping;
  }

  private checkMapping(sourceNetwork: string, { id }: IVirtualNetwork): void {
    const problems = new Problems(this);
    problems.when(sourceNetwork === "", "sourceNetwork must be the VM network's name, got nothing");
    problems.when(
      this.mapped.has(sourceNetwork.toLowerCase()),
      `sourceNetwork ${quoted(sourceNetwork)} is mapped already: Azure maps a VM network to one other; remove the repeat`,
    );
    const fits = Token.isUnresolved(id) || partsOf(id, NETWORK_TYPE) !== undefined;
    problems.when(!fits, `network.id must be the ARM id of a virtual network, got ${quoted(id)}`);
    problems.throwIfAny();
  }
}

interface HypervNetworkMappingProps {
  readonly server: VmmServer;
  readonly sourceNetwork: string;
  readonly network: IVirtualNetwork;
}

/** A VM network and its Azure network (`azurerm_site_recovery_hyperv_network_mapping`); made by `VmmServer`. */
export class HypervNetworkMapping extends Construct {
  /** The provider's own construct; undefined until the server is registered. */
  readonly resource?: SiteRecoveryHypervNetworkMapping;

  constructor(scope: Construct, id: string, { server, sourceNetwork, network }: HypervNetworkMappingProps) {
    super(scope, checkId(scope, id));
    if (!server.registered) {
      addFinding(this, {
        kind: "warning",
        subject: `VM network ${sourceNetwork}`,
        reason: `it is not mapped, since the server ${server.serverName} is not registered`,
        remedy:
          "install the Azure Site Recovery Provider on the server, register it with the vault, set registered: true and apply again",
      });
      return;
    }
    const mapping = new SiteRecoveryHypervNetworkMapping(this, "Default", {
      name: Token.isUnresolved(sourceNetwork) ? id : slug(sourceNetwork),
      recoveryVaultId: server.vault.vaultId,
      sourceSystemCenterVirtualMachineManagerName: server.serverName,
      sourceNetworkName: sourceNetwork,
      targetNetworkId: network.id,
    });
    this.resource = queueIn(server.vault, mapping);
  }
}
