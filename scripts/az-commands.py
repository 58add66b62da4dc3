#!/usr/bin/env python3
"""What the published Azure CLI says of the commands that the runbooks use: their options, which are required, and their choices.

The tests of the runbooks check every generated command line against it. Run it when a runbook uses another command, or to
follow a newer Azure CLI, in an environment of its own:

    python3 -m venv az-env && az-env/bin/pip install azure-cli
    az-env/bin/python scripts/az-commands.py __tests__/runbooks/az-commands.json COMMAND...

COMMAND is "backup job wait"; without one, those of the file are read anew.
"""
import contextlib
import io
import json
import os
import sys
import tempfile

os.environ.setdefault("AZURE_CONFIG_DIR", tempfile.mkdtemp())

from azure.cli.core import __version__, get_default_cli  # noqa: E402
from azure.cli.core.commands.events import EVENT_INVOKER_POST_LOAD_ARGUMENTS  # noqa: E402

# what no command line can say
IGNORED = ("ignore", "IgnoreAction")

# read off by the parser for every command: "az COMMAND --help", Global Arguments
GLOBAL = ["--debug", "--help", "-h", "--only-show-errors", "--output", "-o", "--query", "--subscription", "--verbose"]


def texts(values):
    """Choices as the command line takes them; an enumeration's members by their values."""
    return sorted(str(getattr(value, "value", value)) for value in values)


def argument(name, settings):
    """"--rp-name -r (required)", "--yes -y (flag)", "--tier: Snapshot, VaultArchive"."""
    options = [str(getattr(option, "target", option)) for option in settings.get("options_list") or []]
    words = " ".join(options or ["--" + name.replace("_", "-")])
    words += " (required)" if settings.get("required") else ""
    words += " (flag)" if settings.get("action") in ("store_true", "store_false") else ""
    return words + (": " + ", ".join(texts(settings["choices"])) if settings.get("choices") else "")


def describe(table, command):
    settings = {name: one.type.settings for name, one in table[command].arguments.items()}
    said = {name: one for name, one in settings.items() if getattr(one.get("action"), "__name__", one.get("action")) not in IGNORED}
    # it stands for all arguments that are parts of a resource's id
    by_id = any(one.get("id_part") for one in said.values()) and not command.endswith(" list")
    return sorted([argument(name, one) for name, one in said.items()] + (["--ids"] if by_id and "ids" not in said else []))


def read(cli, command):
    """Lets the CLI load the command as it does for its own help; before it makes arguments optional that "--ids" stands for."""
    found = {}

    def take(_, commands_loader, **kwargs):
        if command in commands_loader.command_table:
            found[command] = describe(commands_loader.command_table, command)

    handlers = cli._event_handlers[EVENT_INVOKER_POST_LOAD_ARGUMENTS]
    handlers.insert(0, take)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            cli.invoke(command.split() + ["--help"])
    except SystemExit:
        pass
    handlers.remove(take)
    return found.get(command) or sys.exit("az has no command " + command)


def main(path, commands):
    if not commands:
        with open(path, encoding="utf-8") as file:
            commands = list(json.load(file)["commands"])
    cli = get_default_cli()
    described = {command: read(cli, command) for command in sorted(commands)}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"azure-cli": __version__, "global": GLOBAL, "commands": described}, file, indent=2)
        file.write("\n")
    print("%d commands of azure-cli %s" % (len(described), __version__))


main(sys.argv[1], sys.argv[2:])
