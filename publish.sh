#!/usr/bin/env bash
# Makes archives of Apollo in one process that run on a bare machine, without .NET, Node.js or network: in out/.
# Usage: ./publish.sh [RID ...]     linux-x64 and win-x64 where none is named
# Needs the .NET 10 SDK, Node.js 20 with npm, and zip for Windows.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

version=$(dotnet msbuild src/Web -getProperty:Version)
rids=("$@"); [ $# -gt 0 ] || rids=(linux-x64 win-x64)
mkdir -p out
for rid in "${rids[@]}"; do
  name=apollo-$version-$rid
  rm -rf "out/$name" "out/$name".tar.gz "out/$name".zip
  # Intermediate files of their own: those of a build for this machine stay as they are.
  dotnet publish src/Web -c Release -r "$rid" --self-contained --artifacts-path out/.build -o "out/$name" \
    -p:DebugType=none -v quiet --nologo
  rm "out/$name"/Apollo.*.xml
  cp LICENSE CHANGELOG.md SECURITY.md "out/$name"
  # Every page that another leads to; the pictures alone stay behind.
  (tar -c --exclude=docs/screenshots docs) | tar -x -C "out/$name"
  case $rid in
    win-*) (cd out && zip -qr "$name.zip" "$name") ;;
    *)
      cp deploy/apollo.service "out/$name"
      # Readable by the user of the service, whatever the umask of who publishes.
      tar -C out --owner=0 --group=0 --mode=u=rwX,go=rX -czf "out/$name.tar.gz" "$name"
      ;;
  esac
  rm -rf "out/$name"
done
rm -rf out/.build
(cd out && sha256sum apollo-*.* > SHA256SUMS && cat SHA256SUMS)
