#!/usr/bin/env bash
# Whether the REST API answers that it and its database work. The image has no HTTP client but the shell.
set -euo pipefail

exec 3<> "/dev/tcp/127.0.0.1/${AGENTS_HTTP_PORT:-8080}"
printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
