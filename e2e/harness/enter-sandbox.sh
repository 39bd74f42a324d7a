#!/bin/sh
# Runs inside fresh network, mount and process namespaces: nothing but loopback, and copies of /etc
# and /usr/local/lib that can be written and are gone afterwards. Then becomes the given command.
set -eu

ip link set lo up
mount --make-rprivate /

layers=$1
shift
mount -t tmpfs agsec "$layers"
for folder in etc usr/local/lib; do
  mkdir -p "$layers/$folder/upper" "$layers/$folder/work"
  mount -t overlay agsec "/$folder" \
    -o "lowerdir=/$folder,upperdir=$layers/$folder/upper,workdir=$layers/$folder/work"
done

exec "$@"
