#!/usr/bin/env bash
# Runs binary trees on the real implementations that this machine can build and on our engines, in turn, and prints
# ns per node with the ratio of each engine to its peer. Usage: run-peers.sh [DEPTH] [ROUNDS]
set -euo pipefail

depth="${1:-18}"
rounds="${2:-3}"
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

declare -A peer    # name -> command
declare -A best    # name -> fewest ns per node
declare -a names=()

add_peer() { peer[$1]="$2"; names+=("$1"); }

keep_best() {
  if [[ -n "$2" ]] && { [[ -z "${best[$1]:-}" ]] || awk "BEGIN { exit !($2 < ${best[$1]}) }"; }; then best[$1]="$2"; fi
}

build_peers() {
  if dotnet build "$here/plain-csharp" -c Release -o "$work/plain" --nologo -v q > "$work/plain.log" 2>&1; then
    add_peer plain-csharp "$work/plain/PlainTrees"
  else
    echo "plain C# does not build: $(tail -n 1 "$work/plain.log")" >&2
  fi

  # The interpreter named in PYTHON_CONFIG, or the first that has headers and a library to link with.
  local config
  for config in ${PYTHON_CONFIG:-python3.13-config python3-config python3.11-config}; do
    command -v "$config" > /dev/null || continue
    # shellcheck disable=SC2046 # The flags are words.
    if gcc -O2 -I"$here" "$here/binary_trees_capi.c" -o "$work/capi" $("$config" --includes) \
        $("$config" --embed --ldflags) "-Wl,-rpath,$("$config" --prefix)/lib" > "$work/capi.log" 2>&1; then
      add_peer cpython-capi "$work/capi"
      break
    fi
  done
  [[ -n "${peer[cpython-capi]:-}" ]] || echo "CPython's C API: no development files (e.g. package libpython3-dev)" >&2

  if gcc -O2 -I"$here" "$here/binary_trees_boehm.c" -lgc -o "$work/boehm" > "$work/boehm.log" 2>&1; then
    add_peer boehm "$work/boehm"
  else
    echo "Boehm's collector: no development files (e.g. package libgc-dev)" >&2
  fi
}

# Arguments: engine, kind of node, round. Median wall time of an iteration divided by the objects of an iteration, from the contract's invocations.csv.
run_engine() {
  local out="$work/out-$1-$3"
  "$work/cli/gc-compare" run --engine "$1" --workload "binary-trees:depth=$depth,node=$2" --invocations 1 --out "$out" \
    > "$work/engine.log" 2>&1 || { tail -n 3 "$work/engine.log" >&2; return 0; }
  # Quoted fields may hold commas; the fields wanted here are numbers and words.
  sed 's/"[^"]*"/quoted/g' "$out/invocations.csv" | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    NR == 2 && $column["status"] == "ok" { printf "%.2f", $column["wall_ns"] / $column["allocated_objects"] }'
}

build_peers
dotnet publish "$root/harness/Compare.Cli" -c Release -o "$work/cli" --nologo -v q > "$work/cli.log" 2>&1 \
  || { tail -n 5 "$work/cli.log" >&2; exit 1; }

# engine, kind of node, the peer it is measured against
engines=("clr slots plain-csharp" "semispace slots boehm" "nogc slots plain-csharp" "cpython tuple cpython-capi")
for ((round = 1; round <= rounds; round++)); do
  for name in "${names[@]}"; do keep_best "$name" "$(${peer[$name]} "$depth")"; done
  for entry in "${engines[@]}"; do
    read -r engine node _ <<< "$entry"
    keep_best "$engine" "$(run_engine "$engine" "$node" "$round")"
  done
done

printf '%-14s %10s\n' "peer" "ns/node"
for name in "${names[@]}"; do printf '%-14s %10s\n' "$name" "${best[$name]:-failed}"; done
printf '\n%-14s %10s  %s\n' "engine" "ns/node" "ratio to its peer"
for entry in "${engines[@]}"; do
  read -r engine _ against <<< "$entry"
  ratio="no peer here"
  if [[ -n "${best[$engine]:-}" && -n "${best[$against]:-}" ]]; then
    ratio="$(awk "BEGIN { printf \"%.2f × %s\", ${best[$engine]} / ${best[$against]}, \"$against\" }")"
  fi
  printf '%-14s %10s  %s\n' "$engine" "${best[$engine]:-failed}" "$ratio"
done
