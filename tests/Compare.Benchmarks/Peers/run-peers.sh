#!/usr/bin/env bash
# Runs the same work on the real implementations that this machine can build and on our engines, in turn, and prints
# ns per object with the ratio of each engine to its peer. Usage: run-peers.sh [DEPTH] [ROUNDS]
set -euo pipefail

depth="${1:-18}"
rounds="${2:-3}"
rings=2000000
live_depth=20   # 3 M live objects
entries=1000000 # of a dictionary or list
python=3.13     # The profile of the engine: the version of the interpreter that is found.
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

declare -A peer    # name -> command
declare -A best    # name -> fewest ns per node
declare -a names=()

add_peer() { peer[$1]="$2 $3"; names+=("$1"); }

keep_best() {
  if [[ -n "$2" ]] && { [[ -z "${best[$1]:-}" ]] || awk "BEGIN { exit !($2 < ${best[$1]}) }"; }; then best[$1]="$2"; fi
}

# Arguments: configuration program, source, name of the program, compiler options.
build_capi() {
  # shellcheck disable=SC2046,SC2086 # The flags are words.
  gcc -O2 ${4:-} -I"$here" "$here/$2.c" -o "$work/$3" $("$1" --includes) $("$1" --embed --ldflags) \
    "-Wl,-rpath,$("$1" --prefix)/lib" > "$work/capi.log" 2>&1
}

build_peers() {
  if dotnet build "$here/plain-csharp" -c Release -o "$work/plain" --nologo -v q > "$work/plain.log" 2>&1; then
    add_peer plain-csharp "$work/plain/PlainTrees" "$depth"
  else
    echo "plain C# does not build: $(tail -n 1 "$work/plain.log")" >&2
  fi

  # The interpreter named in PYTHON_CONFIG, or the first that has headers and a library to link with.
  local config
  for config in ${PYTHON_CONFIG:-python3.13-config python3-config python3.11-config}; do
    command -v "$config" > /dev/null || continue
    if build_capi "$config" binary_trees_capi capi; then
      python="$("$config" --includes | sed -n 's/.*python\(3\.[0-9]*\).*/\1/p')"
      add_peer cpython-trees "$work/capi" "$depth"
      build_capi "$config" binary_trees_capi capi-checks -DCHECK_POINTS && add_peer cpython-trees-checks "$work/capi-checks" "$depth"
      build_capi "$config" rings_capi rings && add_peer cpython-rings "$work/rings" "$rings"
      local container
      for container in insert lookup append index; do
        build_capi "$config" containers_capi "$container" "-DWORK=${container^^}" \
          && add_peer "cpython-$container" "$work/$container" "$entries"
      done
      build_capi "$config" collection_capi collection && add_peer cpython-collection "$work/collection" "$live_depth"
      break
    fi
  done
  [[ -n "${peer[cpython-trees]:-}" ]] || echo "CPython's C API: no development files (e.g. package libpython3-dev)" >&2

  if command -v pypy3 > /dev/null; then
    add_peer pypy3 "pypy3 $here/binary_trees.py" "$depth"
    # A nursery of one size on both sides: by default it depends on the processor's cache.
    add_peer pypy3-4M "env PYPY_GC_NURSERY=4MB pypy3 $here/binary_trees.py" "$depth"
  else
    echo "PyPy: no pypy3 (e.g. package pypy3)" >&2
  fi

  if gcc -O2 -I"$here" "$here/binary_trees_boehm.c" -lgc -o "$work/boehm" > "$work/boehm.log" 2>&1; then
    add_peer boehm "$work/boehm" "$depth"
  else
    echo "Boehm's collector: no development files (e.g. package libgc-dev)" >&2
  fi
}

# Arguments: engine, workload, round. Median wall time of an iteration divided by its objects, from invocations.csv; or,
# for the works full-collection and containers, what the benchmark command of that name prints.
run_engine() {
  if [[ "$2" == full-collection ]]; then
    "$work/benchmarks/Compare.Benchmarks" full-collection "$1" "$live_depth" 2> "$work/engine.log" || tail -n 3 "$work/engine.log" >&2
    return 0
  fi

  if [[ "$2" == containers:* ]]; then
    "$work/benchmarks/Compare.Benchmarks" containers "$1" "$entries" "${2#containers:}" 2> "$work/engine.log" || tail -n 3 "$work/engine.log" >&2
    return 0
  fi

  local out
  out="$(mktemp -d -p "$work")/result"
  "$work/cli/gc-compare" run --engine "$1" --workload "$2" --invocations 1 --out "$out" \
    > "$work/engine.log" 2>&1 || { tail -n 3 "$work/engine.log" >&2; return 0; }
  # Quoted fields may hold commas; the fields wanted here are numbers and words.
  sed 's/"[^"]*"/quoted/g' "$out/invocations.csv" | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    NR == 2 && $column["status"] == "ok" { printf "%.2f", $column["wall_ns"] / $column["allocated_objects"] }'
}

build_peers
for project in "harness/Compare.Cli cli" "tests/Compare.Benchmarks benchmarks"; do
  read -r folder name <<< "$project"
  dotnet publish "$root/$folder" -c Release -o "$work/$name" --nologo -v q > "$work/$name.log" 2>&1 \
    || { tail -n 5 "$work/$name.log" >&2; exit 1; }
done

trees="binary-trees:depth=$depth,node"
# the peer, our engine, the work
comparisons=(
  "plain-csharp clr $trees=slots"
  "plain-csharp nogc $trees=slots"
  "boehm semispace $trees=slots"
  "pypy3 pypy:7.3.11 $trees=tuple"
  "pypy3-4M pypy:nursery=4MiB $trees=tuple"
  "boehm pypy:nursery=4MiB $trees=tuple"
  "cpython-trees cpython:$python,gen0=0 $trees=tuple"
  "cpython-trees cpython:$python $trees=tuple"
  "cpython-trees-checks cpython:$python $trees=tuple"
  "cpython-trees micropython:heap=4MiB binary-trees:depth=14,node=tuple"
  "cpython-trees micropython:heap=16MiB binary-trees:depth=14,node=tuple"
  "cpython-rings cpython:$python rings:count=$rings,node=tuple"
  "cpython-collection cpython:$python,gen0=0 full-collection"
)
for container in insert lookup append index; do
  for engine in "cpython:$python,gen0=0" pypy clr micropython semispace nogc; do
    comparisons+=("cpython-$container $engine containers:$container")
  done
done
for ((round = 1; round <= rounds; round++)); do
  for name in "${names[@]}"; do keep_best "$name" "$(${peer[$name]})"; done
  for comparison in "${comparisons[@]}"; do
    read -r _ engine workload <<< "$comparison"
    keep_best "$engine $workload" "$(run_engine "$engine" "$workload" "$round")"
  done
done

printf '%-22s %8s   %-24s %-34s %8s  %s\n' "peer" "ns" "engine" "work" "ns" "ratio"
for comparison in "${comparisons[@]}"; do
  read -r against engine workload <<< "$comparison"
  ours="${best[$engine $workload]:-failed}"
  theirs="${best[$against]:-none here}"
  ratio=""
  if [[ "$ours" != failed && "$theirs" != "none here" ]]; then ratio="$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"; fi
  printf '%-22s %8s   %-24s %-34s %8s  %s\n' "$against" "$theirs" "$engine" "$workload" "$ours" "$ratio"
done
