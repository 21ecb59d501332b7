#!/usr/bin/env bash
# Replaces the vendored chart library by another published version: update.sh 6.1.0
# The only step that needs npm; the file is committed unmodified, so anybody can check it against the registry.
set -euo pipefail
version=${1:?usage: update.sh VERSION}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "echarts@$version" > /dev/null
integrity="sha512-$(openssl dgst -sha512 -binary "echarts-$version.tgz" | base64 -w0)"
published=$(npm view --silent "echarts@$version" dist.integrity)
[ "$integrity" = "$published" ] || { echo "integrity differs: $integrity, published $published" >&2; exit 1; }

tar xzf "echarts-$version.tgz"
cp package/dist/echarts.min.js package/LICENSE package/NOTICE "$here/"
rm -rf "$here/licenses"
cp -r package/licenses "$here/"
cat > "$here/vendor.json" <<JSON
{
  "name": "echarts",
  "version": "$version",
  "licence": "Apache-2.0",
  "source": "https://registry.npmjs.org/echarts/-/echarts-$version.tgz",
  "integrity": "$integrity",
  "file": "echarts.min.js",
  "sha256": "$(sha256sum "$here/echarts.min.js" | cut -d' ' -f1)"
}
JSON
