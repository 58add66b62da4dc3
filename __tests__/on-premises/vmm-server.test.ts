import { VmmServer } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";
import { HYPERV_MAPPING, vaultIn } from "./sites";

const network = { id: networkId("vnet-recovery") };

const vmm =
  (use: (server: VmmServer) => void, registered = true) =>
  (stack: Parameters<typeof vaultIn>[0]) =>
    use(new VmmServer(stack, "Vmm", { vault: vaultIn(stack), name: "vmm01.contoso.local", registered }));

describe("a server of Virtual Machine Manager", () => {
  test("maps VM networks by their names, one after the other", () => {
    const synthesized = synthesise(
      vmm((server) => {
        server.mapNetwork("VM Network", network);
        server.mapNetwork("DMZ", network, { id: "Dmz" });
      }),
    );
    const [first] = synthesized.addresses(HYPERV_MAPPING);
    expect(first).toMatch(/\.Vmm_VM-Network-[0-9a-f]{8}_/);
    expect(Object.values(synthesized.all(HYPERV_MAPPING))).toEqual([
      {
        name: expect.stringMatching(/^VM-Network-[0-9a-f]{8}$/),
        recovery_vault_id: "${azurerm_recovery_services_vault.Vault.id}",
        source_system_center_virtual_machine_manager_name: "vmm01.contoso.local",
        source_network_name: "VM Network",
        target_network_id: network.id,
      },
      expect.objectContaining({ source_network_name: "DMZ", depends_on: [first] }),
    ]);
  });

  test("makes nothing before it is registered, and reports every network that is not mapped", () => {
    const synthesized = synthesise(vmm((server) => server.mapNetwork("VM Network", network), false));
    expect(synthesized.all(HYPERV_MAPPING)).toEqual({});
    expect(synthesized.findings).toEqual([
      {
        kind: "warning",
        subject: "VM network VM Network",
        reason: "it is not mapped, since the server vmm01.contoso.local is not registered",
        remedy:
          "install the Azure Site Recovery Provider on the server, register it with the vault, set registered: true and apply again",
      },
    ]);
  });
});

describe("a mapping of VM networks is refused", () => {
  test("for a network that is mapped, since Azure maps it to one other", () => {
    const twice = vmm((server) => {
      server.mapNetwork("VM Network", network);
      server.mapNetwork("vm network", { id: networkId("vnet-other") }, { id: "Again" });
    });
    expect(refusalOf(twice)).toBe(
      '[test/Vmm] sourceNetwork "vm network" is mapped already: Azure maps a VM network to one other; remove the repeat',
    );
  });

  test("without a name, and to what is no network", () => {
    const wrong = vmm((server) => server.mapNetwork("", { id: "vnet" }));
    expect(refusalOf(wrong)).toBe(
      [
        "[test/Vmm] 2 problems:",
        "  - sourceNetwork must be the VM network's name, got nothing",
        '  - network.id must be the ARM id of a virtual network, got "vnet"',
      ].join("\n"),
    );
  });

  test("by a server without a name", () => {
    const nameless = (stack: Parameters<typeof vaultIn>[0]) =>
      new VmmServer(stack, "Vmm", { vault: vaultIn(stack), name: "" });
    expect(refusalOf(nameless)).toBe("[test/Vmm] name must be the server's name, got nothing");
  });
});
