#!/usr/bin/env bash
# Runs every test of Apollo: formatters and linters, client, unit, property, cluster, real servers, real browser.
# Installs what is missing by apt where it may; else it says what to install. Ends with "N passed, N failed".
# Usage: ./test.sh [PROJECT ...]     e.g. ./test.sh Grains.Tests Web.Tests client
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Tests start many short-lived processes: code that is not profiled first costs them a fifth less of the processor.
export DOTNET_TieredPGO=0

need() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; }
for tool in dotnet node npm; do
  need $tool || { echo "test.sh: '$tool' is missing. Install the .NET 10 SDK and Node.js 20 or newer."; exit 1; }
done

passed=0 failed=0 skipped=0
wanted() { [ $# -eq 1 ] || { local name=$1; shift; [[ " $* " == *" $name "* ]]; }; }
# Adds the figures of one run; a run without figures has failed as a whole.
count() { # NAME EXIT-CODE PASSED FAILED SKIPPED
  if [ -z "$3" ] || { [ "$2" != 0 ] && [ "${4:-0}" = 0 ]; }; then
    echo "test.sh: $1 did not run to its end."
    set -- "$1" "$2" "${3:-0}" 1 "${5:-0}"
  fi
  passed=$((passed + $3)) failed=$((failed + $4)) skipped=$((skipped + $5))
}
# What failed is told again at the end, where whoever reads the last page of a long log sees it.
told=$(mktemp)
trap 'rm -f "$told"; kill $(jobs -pr) 2>/dev/null' EXIT
finish() {
  cat "$told"
  local line="$passed passed, $failed failed"
  [ "$skipped" = 0 ] || line+=", $skipped skipped"
  echo "$line"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

# The packages come meanwhile; what is wrong with them, the build says.
dotnet restore Apollo.sln >/dev/null 2>&1 &
packages=$!
# What draws the charts of the notebooks too.
(cd notebooks && npm ci --no-audit --no-fund --loglevel=error >/dev/null) &
charts=$!

# Debian's packages come meanwhile as well: apt takes minutes, and only the servers' tests wait for it.
missing=()
need chromium || missing+=(chromium)
need chromium-headless-shell || missing+=(chromium-headless-shell)
need memcached || missing+=(memcached)
need initdb || missing+=(postgresql)
need mariadbd || missing+=(mariadb-server)
need docker-compose || missing+=(docker-compose)
need nginx || missing+=(nginx-light)
need caddy || missing+=(caddy)
need squid || missing+=(squid)
need rt-setup-database-5 || missing+=(request-tracker5 rt5-db-postgresql rt5-standalone dbconfig-no-thanks)
[ -e /usr/share/redmine/config.ru ] || missing+=(redmine redmine-pgsql dbconfig-no-thanks)
need soffice || missing+=(libreoffice-calc-nogui)
# Debian's own Python, whose packages apt brings, whatever other one comes first.
/usr/bin/python3 -c "import altair, ipykernel, nbclient, nbconvert, pandas, plotly, requests" 2>/dev/null ||
  missing+=(python3-altair python3-ipykernel python3-nbclient python3-nbconvert python3-pandas python3-plotly
    python3-requests)
if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "test.sh: missing: ${missing[*]}. Install them (Debian names), then run this again."; exit 1
  fi
  root=(); [ "$(id -u)" = 0 ] || root=(sudo -n)
  echo "test.sh: installing ${missing[*]}"
fi
install() {
  [ ${#missing[@]} = 0 ] && return
  { "${root[@]}" apt-get update -q &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
  } >/tmp/apollo-apt.log 2>&1
}
install &
servers=$!

# What a machine can say of the form comes first, in seconds; the build's analysers say the rest as errors.
echo "== form"
if ! { dotnet tool restore >/dev/null && dotnet csharpier check .; }; then
  echo "test.sh: some C# is not formatted: dotnet csharpier format ."; count form 1 "" "" ""; finish; exit 1
fi
if ! (cd client && npm ci --no-audit --no-fund --loglevel=error && npm run --silent lint); then
  echo "test.sh: the client is not formatted, or the linter found something: npx prettier --write . in client"
  count form 1 "" "" ""; finish; exit 1
fi
if ! wait "$charts"; then
  echo "test.sh: npm could not install what notebooks/package.json names."; exit 1
fi

# A few red tests of a project run once more, by themselves: what passes then is unsteady, and named at the end.
# More than that, or one that fails again, is red.
few=3
again() { # PROJECT TEST... -> 0 when every one of them ran and passed
  local project=$1 log filter; shift
  filter=$(printf '|FullyQualifiedName=%s' "$@") log=$(mktemp)
  echo "== $(basename "$project") again: $*"
  timeout 600 dotnet test "$project" -c Release --no-build --nologo --filter "${filter:1}" --blame-hang-timeout 5m |
    tee "$log"
  local ran; ran=$(sed -nE 's/^Passed! .*Failed: *0, Passed: *([0-9]+).*/\1/p' "$log"); rm -f "$log"
  [ "${ran:-0}" -ge $# ]
}

echo "== client"
if ! (cd client && npm run --silent build); then count "client build" 1 "" "" ""; finish; exit 1; fi
if wanted client "$@"; then
  report=$(mktemp)
  (cd client && npx vitest run --reporter=default --reporter=json --outputFile.json="$report"); code=$?
  figures='const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
    console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)'
  read -r p f s < <(node -e "$figures" "$report" 2>/dev/null) || true
  names='const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
    for (const t of r.testResults.flatMap((f) => f.assertionResults)) if (t.status === "failed")
      console.log("  Failed " + t.fullName + "\n    " + t.failureMessages.join("\n").split("\n", 4).join("\n    "))'
  node -e "$names" "$report" >>"$told" 2>/dev/null
  count client $code "${p:-}" "${f:-}" "${s:-0}"
  rm -f "$report"
fi

echo "== build"
wait $packages
if ! dotnet build Apollo.sln -c Release -p:SkipClient=true -v quiet --nologo; then
  count build 1 "" "" ""; finish; exit 1
fi

if ! wait "$servers"; then
  tail -n 20 /tmp/apollo-apt.log; echo "test.sh: apt could not install ${missing[*]}."
  count "the servers' packages" 1 "" "" ""; finish; exit 1
fi

# Runs a project's tests; what they say goes to the log too, and their exit code beside it.
run() { # NAME LOG
  timeout 1500 dotnet test "tests/$1" -c Release --no-build --nologo --blame-hang-timeout 5m | tee "$2"
  echo "${PIPESTATUS[0]}" >"$2.code"
}
# Counts what a project's tests said; a few red ones run again.
take() { # NAME LOG
  local name=$1 log=$2 code summary p f red
  code=$(cat "$log.code")
  summary=$(grep -E '^(Passed|Failed|Skipped)! ' "$log" | tail -n 1)
  figure() { sed -nE "s/.*$1: *([0-9]+).*/\1/p" <<<"$summary"; }
  p=$(figure Passed) f=$(figure Failed)
  if [ "${f:-0}" -gt 0 ]; then
    awk '/^  Failed /{n=14} n-->0' "$log" >>"$told"
    mapfile -t red < <(sed -nE 's/^  Failed ([^ (]+).*/\1/p' "$log" | sort -u)
    if [ ${#red[@]} -gt 0 ] && [ "$f" -le $few ] && again "tests/$name" "${red[@]}"; then
      printf 'test.sh: unsteady, failed as above and passed by itself: %s\n' "${red[@]}" >>"$told"
      p=$((p + f)) f=0 code=0
    fi
  fi
  count "$name" "$code" "$p" "$f" "$(figure Skipped)"
  rm -f "$log" "$log.code"
}
project() { # NAME
  local log; log=$(mktemp)
  echo "== $1"
  run "$1" "$log"
  take "$1" "$log"
}

# First those that start servers and are measured against the clock, one after the other. Those of the cluster turn a
# clock of their own and wait for most of their time, so those that need no servers run beside them.
alone='Browser.Tests Integration.Tests Memcached.Tests Simulator.Tests' beside=''
for name in $alone; do
  if wanted $name "$@"; then project $name; fi
done
if wanted Cluster.Tests "$@"; then
  beside=$(mktemp)
  run Cluster.Tests "$beside" >/dev/null &
  cluster=$!
fi
for folder in tests/*.Tests; do
  name=$(basename "$folder")
  if [[ " $alone Cluster.Tests " != *" $name "* ]] && wanted "$name" "$@"; then project "$name"; fi
done
if [ -n "$beside" ]; then
  wait "$cluster"
  echo "== Cluster.Tests"
  cat "$beside"
  take Cluster.Tests "$beside"
fi
finish
