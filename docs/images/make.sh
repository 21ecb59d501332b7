#!/usr/bin/env bash
# Makes README's pictures from a real run: docs/images/make.sh [RESULT_DIRECTORY]
# Without a directory the default matrix runs first. Needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly width=1240 height=1480
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tool() { dotnet run -c Release --project harness/Compare.Cli -- "$@"; }

result=${1:-$work/run}
[ $# -gt 0 ] || tool run --out "$result" || [ $? -eq 3 ]
tool report "$result" --html "$work/report.html"

# Two sections of the page as they are, the list of findings cut to two engines, in both themes.
sed -i 's|</head>|<style>main > section:not(#findings):not(#ratios) { display: none !important; } ul.findings > li:nth-child(n+3) { display: none; }</style></head>|' "$work/report.html"
for theme in light dark; do
    "${CHROMIUM_PATH:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=8000 \
        --window-size=$width,$height --screenshot="docs/images/report-$theme.png" "file://$work/report.html#?theme=$theme" 2> /dev/null
done
