#!/usr/bin/env python3
"""What the published Azure CLI says of the commands that the runbooks use: their options, which are required, and their choices.

The tests of the runbooks check every generated command line against it. Run it when a runbook uses another command, or to
follow a newer Azure CLI, in an environment of its own:

    python3 -m venv /tmp/az && /tmp/az/bin/pip install azure-cli
    npm run build && /tmp/az/bin/python scripts/az-commands.py __tests__/runbooks/az-commands.json COMMAND...

COMMAND is "backup job wait"; without one, those of the file are read anew.
"""
import json
import os
import sys
import tempfile

os.environ.setdefault("AZURE_CONFIG_DIR", tempfile.mkdtemp())

from azure.cli.core import MainCommandsLoader, __version__, get_default_cli  # noqa: E402

# read off by the parser for every command: "az COMMAND --help", Global Arguments
GLOBAL = ["--debug", "--help", "-h", "--only-show-errors", "--output", "-o", "--query", "--subscription", "--verbose"]


def texts(values):
    """Choices as the command line takes them; an enumeration's members by their values."""
    return sorted(str(getattr(value, "value", value)) for value in values)


def argument(name, settings):
    """One argument; None for what no command line can say."""
    options = [str(getattr(option, "target", option)) for option in settings.get("options_list") or []]
    options = options or ["--" + name.replace("_", "-")]
    described = {"options": options}
    if settings.get("required"):
        described["required"] = True
    if settings.get("choices"):
        described["choices"] = texts(settings["choices"])
    if settings.get("action") in ("store_true", "store_false"):
        described["flag"] = True
    return described


def describe(loader, command):
    loader.load_arguments(command)
    arguments = [
        (one.type.settings.get("id_part"), argument(one.name, one.type.settings))
        for one in loader.command_table[command].arguments.values()
        if one.type.settings.get("action") != "ignore" and getattr(one.type.settings.get("action"), "__name__", "") != "IgnoreAction"
    ]
    parts = [described for id_part, described in arguments if id_part]
    # "--ids" stands for all arguments that are parts of a resource's id
    by_id = {"byId": True} if parts and "list" not in command.split()[-1] else {}
    return {**by_id, "arguments": sorted((one for _, one in arguments), key=lambda one: one["options"][0])}


def main(path, commands):
    if not commands:
        with open(path, encoding="utf-8") as file:
            commands = list(json.load(file)["commands"])
    cli = get_default_cli()
    described = {}
    for command in sorted(commands):
        loader = MainCommandsLoader(cli)
        cli.invocation = cli.invocation_cls(cli_ctx=cli, parser_cls=cli.parser_cls, commands_loader_cls=cli.commands_loader_cls, help_cls=cli.help_cls)
        cli.invocation.commands_loader = loader
        cli.invocation.data["command_string"] = command
        loader.load_command_table(command.split())
        if command not in loader.command_table:
            sys.exit("az has no command " + command)
        described[command] = describe(loader, command)
    lines = [json.dumps(name) + ": " + json.dumps(one) for name, one in described.items()]
    with open(path, "w", encoding="utf-8") as file:
        head = '{\n  "azure-cli": %s,\n  "global": %s,\n  "commands": {\n    ' % (json.dumps(__version__), json.dumps(GLOBAL))
        file.write(head + ",\n    ".join(lines) + "\n  }\n}\n")
    print("%d commands of azure-cli %s" % (len(lines), __version__))


main(sys.argv[1], sys.argv[2:])
