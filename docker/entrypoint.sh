#!/usr/bin/env bash
# Runs the server in a container. What is behind the image's name goes to the server as its options (--help lists them).
#
# AGENTS_HOME        where the image has the server (/opt/james-agents)
# AGENTS_DATA        the folder of everything that is kept (/data)
# AGENTS_BIND        where it listens (0.0.0.0: inside the container; what is published decides who gets there)
# AGENTS_SETTINGS    settings of agents.properties, one key=value a line; empty lines and lines that begin with # do not count
# AGENTS_JAVA_OPTS   more options of the virtual machine; the heap is half of the container's memory unless -Xmx says otherwise
set -euo pipefail

home="${AGENTS_HOME:-/opt/james-agents}"
options=(--data "${AGENTS_DATA:-/data}" --bind "${AGENTS_BIND:-0.0.0.0}")

while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    case "$line" in
        '' | '#'*) ;;
        *) options+=(--set "$line") ;;
    esac
done <<< "${AGENTS_SETTINGS:-}"

# A secret is not written into a line but named: agents.store.password=${env:STORE_PASSWORD}
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true \
    ${AGENTS_JAVA_OPTS:-} -cp "$home/james-agents-server.jar:$home/lib/*" io.jamesagents.server.Main "${options[@]}" "$@"
