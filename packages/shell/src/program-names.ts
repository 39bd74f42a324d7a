/**
 * The names of all known programs by area, apart by white space: which area is to be loaded for a
 * command. Its test writes it: `npx vitest run program-names -u` after a change of names.
 */
export const PROGRAM_NAMES = {
  files: `
apply_patch applypatch apropos b2sum b3sum b64decode b64encode base32 base64 basenc bat
batcat cat cksum cmp colordiff cp crc32 csplit del-cli delta df diff diff3 difft dir
ditto du duf dust echo exa eza file file-rename gbase32 gbase64 gbasenc gcat gcmp gcp
gcsplit gdf gdiff gdu gecho getcap getfacl getfattr ghead gio glink gln gls gmd5sum
gmkdir gmkfifo gmknod gmktemp gmv god gpatch gprintf greadlink grealpath grm grmdir
gsha256sum gsplit gstat gstrings gtac gtail gtee gtouch gunlink gvfs-rm gvfs-trash gwc hd
head hexdump hexyl icdiff kioclient kioclient5 less link ln ls lsattr lsd man md5 md5sum
mdls mkdir mkfifo mknod mktemp more most mv namei ncdu od patch perl-rename pg prename
printf pv readlink realpath rename rename.ul rimraf rip rm rmdir rmtrash safe-rm sdiff
sha1sum sha224sum sha256sum sha384sum sha512sum shasum split sponge srm stat strings sum
tac tail tee tempfile touch trash trash-empty trash-put trash-rm tree unlink uudecode
uuencode vdir wc wdiff whatis wipe xxd xxh64sum xxhsum zless zmore
`,
  search: `
ack ack-grep ag bfs bsdgrep bzegrep bzfgrep bzgrep egrep fd fdfind fgrep find fzf
fzf-tmux gfind ggrep glocate grep locate lzgrep mdfind mlocate pcre2grep pcregrep plocate
rg rgrep ripgrep sk slocate ug ug+ ugrep ugrep+ xzegrep xzfgrep xzgrep zegrep zfgrep
zgrep zstdgrep
`,
  text: `
awk col colcrt colrm column comm csvcut csvgrep csvjson csvlook csvsort csvstat
cupsdoprint cut dasel dos2unix espeak espeak-ng expand festival fmt fold gawk gcomm gcut
getopt gexpand gfmt gfold gjoin gnl goawk gojq gpaste gpr gsed gshuf gsort gtr gtsort
gunexpand guniq iconv in2csv jaq join jq logger lolcat look lp lpr mac2unix mawk mlr nawk
nl original-awk pandoc paste pr qrencode qsv rev say sd sed shuf sort spd-say ssed tr
tsort ul unexpand uniq unix2dos unix2mac wall xml xmllint xmlstarlet xsv yq
`,
  archives: `
7z 7za 7zr 7zz 7zzs ar brotli bsdcpio bsdtar bunzip2 bzcat bzip2 compress cpio funzip
gcc-ar gcpio gtar gunzip gzcat gzip jar llvm-ar lsar lz4 lz4cat lzcat lzip lzma lzop
openrsync pbzip2 pigz pscp psftp rar rsync scp sftp tar unar uncompress unlz4 unlzma
unpigz unrar unxz unzip unzstd xz xzcat zcat zip zipgrep zipinfo zstd zstdcat zstdmt
`,
  editors: `
avconv avifenc conjure convert cwebp dwebp ed elvis emacs emacs-nox emacsclient ex
exiftool ffmpeg ffplay ffprobe flac ghostscript gifsicle gm gs gswin64c gview gvim helix
hx identify inkscape jed jmacs joe jpegoptim kak lame latex latexmk libreoffice localc
lowriter lualatex luatex magick mcedit mg mg-emacs micro mmdc mogrify montage mvim nano
ne nvi nvim optipng oxipng pdfimages pdflatex pdftex pdftocairo pdftohtml pdftoppm
pdftotext pdfunite pico pngquant qpdf red rnano rsvg-convert rview rvim soffice sox
tectonic tesseract unoconv vi view vim vim.basic vim.tiny vimdiff weasyprint
wkhtmltoimage wkhtmltopdf xelatex xemacs xetex
`,
  permissions: `
attrib cacls chattr chcon chflags chgrp chmod chown gchgrp gchmod gchown ginstall icacls
install restorecon setcap setfacl setfattr takeown xattr
`,
  disks: `
JLinkExe adb asr avrdude badblocks bcwipe bindfs blkdiscard btrfs cfdisk cgdisk cipher
cryptsetup dc3dd dcfldd dd dd_rescue ddrescue debugfs dfu-util diskpart diskutil dmsetup
dosfsck e2fsck e2label espefuse espefuse.py esptool esptool.py fallocate fastboot
fatlabel fdisk fixparts flash_erase flash_eraseall flashcp flashrom format fsarchiver
fsck fsck.btrfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.fat fsck.vfat fsck.xfs fsck_apfs
fsck_hfs gdd gdisk growpart gshred gtruncate hdiutil hdparm integritysetup losetup
lvchange lvconvert lvm lvreduce lvremove lvresize make-bcache mdadm mkdosfs mke2fs
mkexfatfs mkfs mkfs.bcachefs mkfs.bfs mkfs.btrfs mkfs.cramfs mkfs.erofs mkfs.exfat
mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.f2fs mkfs.fat mkfs.gfs2 mkfs.hfs mkfs.hfsplus mkfs.jfs
mkfs.minix mkfs.msdos mkfs.nilfs2 mkfs.ntfs mkfs.ocfs2 mkfs.reiserfs mkfs.udf mkfs.vfat
mkfs.xfs mkntfs mkreiserfs mkswap mkudffs mount mount.cifs mount.nfs mtd nandtest
nandwrite nbd-client newfs newfs_apfs newfs_exfat newfs_hfs newfs_msdos newfs_udf
nrfjprog ntfsfix ntfsresize nvme nwipe partclone.dd partclone.restore parted partimage
pdisk picotool pmount pumount pv-dd pvcreate pvremove reiserfsck resize2fs scrub sdelete
sdelete64 sfdisk sfill sg_dd sg_format sg_sanitize sg_unmap sg_write_same sgdisk shred
sshfs st-flash swapoff swapon tmutil truncate tune2fs ubiformat umount umount.nfs
veritysetup vgcfgrestore vgchange vgreduce vgremove vssadmin wbadmin wipefs xfs_admin
xfs_db xfs_repair zfs zpool
`,
  git: `
bfg git git-add git-am git-annotate git-apply git-archive git-bisect git-blame git-branch
git-bugreport git-bundle git-cat-file git-checkout git-checkout-index git-cherry-pick
git-clean git-clone git-commit git-commit-tree git-config git-credential git-crypt
git-cvsserver git-daemon git-diagnose git-diff git-diff-files git-diff-index
git-diff-tree git-difftool git-fast-import git-fetch git-fetch-pack git-filter-branch
git-filter-repo git-for-each-repo git-format-patch git-gc git-grep git-hash-object
git-http-backend git-http-fetch git-http-push git-imap-send git-init git-init-db
git-instaweb git-interpret-trailers git-lfs git-log git-ls-files git-ls-remote
git-mailsplit git-maintenance git-merge git-merge-file git-mergetool git-mv git-notes
git-prune git-pull git-push git-range-diff git-read-tree git-rebase git-reflog
git-reflog-show git-remote git-remote-ext git-repack git-replace git-reset git-restore
git-revert git-rm git-secret git-send-email git-send-pack git-shortlog git-show git-stage
git-stash git-submodule git-submodule--helper git-subtree git-switch git-symbolic-ref
git-tag git-update-ref git-upload-pack git-whatchanged git-worktree hub
`,
  vcs: `
brz bzr chg darcs fossil hg jj p4 sl svn
`,
  system: `
aa-complain aa-disable aa-teardown addgroup adduser apparmor_parser arp arptables atq
atrm auditctl bcdedit bless bootctl brew-services btop busctl chage chfn chgpasswd
chkconfig chpasswd chronyc chsh cinnamon-session-quit createinstallmedia crontab csrutil
date dbus-send dconf defaults delgroup deluser dkms dmesg dscl dseditgroup dsenableroot
ebtables efibootmgr faillock fasthalt fcrontab fdesetup firewall-cmd firewall-offline-cmd
forever fuser gcore gdate gdbus gkill gnome-session-quit gpasswd groupadd groupdel
groupmod grub-install grub-mkconfig grub-set-default grub2-mkconfig gsettings halt
hostnamectl htop hwclock ifconfig ifdown ifup init initctl insmod insserv invoke-rc.d ip
ip6tables ip6tables-legacy ip6tables-nft ip6tables-restore ipmitool ipset iptables
iptables-legacy iptables-nft iptables-restore iwconfig jmap journalctl kexec kextload
kextunload kill killall killall5 kmutil launchctl localectl log loginctl logrotate
lsregister lxqt-leave mdutil modprobe mokutil net netsh networkctl networksetup newusers
nft nmcli ntpdate nvram passwd pfctl pgrep pidof pkgutil pkill pm-hibernate pm-suspend
pm2 pm2-runtime pmset poweroff profiles ps pstree pwconv pwpolicy pwunconv py-spy
pyrasite qdbus racadm rc-service rc-update rdate reboot reptyr rfkill rmmod route rtcwake
s6-svc sc schtasks scutil semanage semodule service setenforce setsebool shutdown skill
smbpasswd sntp socketfilterfw softwareupdate spctl startosinstall supervisorctl sv
sysadminctl sysctl systemctl systemextensionsctl systemsetup sysv-rc-conf taskkill tc
tccutil telinit timedatectl top ufw update-grub update-rc.d useradd userdel usermod vigr
vipw visudo wg wg-quick xfce4-session-logout
`,
  shells: `
antidote ash bash bash-static brush carapace csh dash dircolors docker-machine elvish es
fasd fish hush ion jump keychain ksh ksh93 lesspipe lesspipe.sh lksh mcfly mksh navi nu
oh-my-posh oksh osh pdksh posh rbash rc register-python-argcomplete
register-python-argcomplete3 resize rksh rzsh sh sheldon ssh-agent starship static-sh
tcsh thefuck tset vfox xonsh yash ysh zoxide zsh zsh-static
`,
  interpreters: `
R Rscript amm as asm babel-node bb bison bpython c++ c89 c99 cc chez chicken-csi clang
clang++ clang-cpp clisp clj clojure coffee cpp crystal csi d8 dart deno dmd dotnet-script
ecl elixir em++ emcc erl escript esno flex flutter forth fpc g++ gap gcc gdc gforth
gfortran ghc gjs glslc gnat gnuplot gold gosh gp groovy groovyc groovysh guile hhvm icc
icx iex iojs ipython ipython3 irb janet java javac jiti jruby jsc jshell julia kotlin
kotlinc ld ldc2 lessc lex littler lld lua lua5.1 lua5.2 lua5.3 lua5.4 luajit luau m4
maxima micropython mujs nasm newlisp nim node nodejs nvcc ocaml ocamlc ocamlopt octave
osascript perl perl5 perl6 php php-cli php7.4 php8 php8.0 php8.1 php8.2 php8.3 php8.4
picolisp protoc pry py pypy pypy3 python python2 python2.7 python3 python3.10 python3.11
python3.12 python3.13 python3.14 python3.15 python3.4 python3.5 python3.6 python3.7
python3.8 python3.9 pythonw qjs r racket raku rexx rhino rscript ruby runghc runhaskell
rustc sage sass sbcl scala scala-cli scss swc-node swift swiftc swipl tcc texlua
truffleruby ts-node ts-node-esm ts-node-script ts-node-transpile-only tsx valac vite-node
yacc yasm zig-cc zx
`,
  wrappers: `
--append --format --output --portability --quiet --verbose -a -f -l -o -q -v aa-exec
abduco alacritty ant apptainer arch asdf at batch bazel bazelisk bmake buck buck2 bunx
busybox busybox-static bwrap byobu caffeinate capsh cargo-watch catatonit catchsegv
ccache cgexec chokidar choom chpst chronic chroot chrt clush cmake cmake3 cmd colima conc
concurrently coresched coreutils cpulimit cross-env cross-env-shell ctest ctest3 daemon
daemonize dagger dbus-launch dbus-run-session del direnv distrobox distrobox-enter doas
docker-init dockerize dotenv dotenv-cli dotenvx dsh dtach dumb-init earthly eatmydata
emulate entr env env-cmd env_parallel envdir envuidgid erase expect expectk fakechroot
fakeroot fakeroot-ng fakeroot-sysv fakeroot-tcp faketime firejail flatpak-spawn flock fnm
foot gdb gdb-multiarch genv ghostty gmake gnice gnome-terminal go-task goenv gosu gstdbuf
gsudo gtime gtimeout gxargs heaptrack hyperfine i386 ifne incus inv invoke ionice jenv
just keep-one-running kitty konsole ld-linux-aarch64.so.1 ld-linux-armhf.so.3
ld-linux-riscv64-lp64d.so.1 ld-linux-x86-64.so.2 ld-linux.so.2 ld-musl-aarch64.so.1
ld-musl-x86_64.so.1 ld.so ld64.so.2 lein lima limactl linux32 linux64 lldb logsave ltrace
lxc lxc-attach machinectl mage make meson mise mispipe moon mpssh multipass n newgrp nice
ninja ninja-build nodemon nodenv nohup nox npm-run-all npm-run-all2 npx nsenter numactl
nvm onchange pants parallel parallel-ssh pdsh pee perf phpenv pipesz pkexec please plenv
pnpx pnx powershell premake5 prlimit proot proxychains proxychains4 pssh pwsh
pwsh-preview pyenv rbenv rd repeat retry rlwrap rr rtx run-one run-one-constantly
run-one-until-failure run-one-until-success run-p run-s run-this-one runcon runuser
rust-parallel-ssh rvm rxvt s6-setuidgid samu sandbox-exec sccache sched scons screen
script sem server-test setarch setpriv setsid setuidgid sg shx singularity softlimit st
start-server-and-test start-stop-daemon stdbuf strace su su-exec sudo sudo-rs sudoedit
swiftenv systemd-nspawn systemd-run task taskset tclsh terminator time timelimit timeout
tini tmux toolbox torify torsocks tox toybox tsocks tsp uclampset uftrace uname26
unbuffer unshare urxvt uvx uxterm valgrind volta waf wait-for wait-for-it wait-for-it.sh
watch watchexec wezterm winpty wish with-contenv wsl wtype x86_64 xargs xcrun xdotool
xfce4-terminal xmake xterm xvfb-run ydotool zargs zellij zf_chgrp zf_chmod zf_chown zf_ln
zf_mkdir zf_mv zf_rm zf_rmdir
`,
  network: `
GET HEAD POST apprise aria2c arping atftp autossh axel bore brave-browser bsd-mailx
chisel chrome chrome-headless-shell chromium chromium-browser cloudflared code
code-insiders codium croc cryptcat curl curlie darkhttpd dbclient delv devtunnel dig
discord-send doggo drill dufs ecstatic elinks exim exim4 fetch ffsend firefox fping frpc
ftp gallery-dl gist google-chrome google-chrome-stable gost gotty grpcurl host hping3
http http-server httpie https httrack inlets ix kafkacat kcat kdig lftp lftpget links
live-server local-web-server localtunnel loophole lt lwp-download lwp-request lynx
magic-wormhole mail mailx microsoft-edge miniserve monolith mosh mosquitto_pub msedge
msmtp mtr mutt nail nc nc.openbsd nc.traditional nc6 ncat ncftp ncftpget ncftpput neomutt
netcat ngrok nslookup ntfy onionshare-cli pagekite pagekite.py pastebinit pftp ping ping6
playit plink postdrop pwncat rathole remsh resolvectl rexec rlogin rsh s-nail sbd
sendmail serve serveo signal-cli simple-http-server sirv sirv-cli sish slack-cli slackcat
slogin smbclient socat socat1 ssh ssh-copy-id sshpass ssmtp static-server swaks tailscale
tcpdump telebit telegram-send telnet tftp thttpd tmate tmole tn3270 tnftp tracepath
traceroute traceroute6 transfer ttyd tunnelmole upterm w3m webfsd websocat wget wget2
wgetpaste whois wormhole wormhole-william ws wscat xh xhs youtube-dl yt-dlp zrok
`,
  javascript: `
bun npm pnpm yarn yarnpkg
`,
  packages: `
add-apt-repository altool anaconda apk apm apt apt-add-repository apt-fast apt-get
apt-key aptitude brew bundle bundler butler cabal cargo changeset charmcraft choco
chocolatey chrome-webstore-upload composer composer.phar conda corepack cpan-upload
devbox devenv dnf dnf5 dotnet dpkg dune dune-release elm emerge eopkg fastlane flatpak
flit flox gem gh-pages ghcup gleam go goreleaser gradle gradlew guix hatch jgem jsr lerna
luarocks mamba mas maturin melos microdnf micromamba mkdocs mvn mvnd mvnw nala nimble nix
nix-collect-garbage nix-env nix-shell nix-store np nuget nx opam opam-publish opkg ovsx
pacman pacman-key pamac paru pdm pear pecl pio pip pip2 pip3 pip3.10 pip3.11 pip3.12
pip3.13 pip3.14 pip3.5 pip3.6 pip3.7 pip3.8 pip3.9 pipenv pipx pixi pkg pkg_add pkgin
platformio pod poetry port rebar3 release-it rpm rpmkeys run-parts rush rush-pnpm rustup
rye sbt scoop sdk semantic-release shorebird snap snapcraft spack spago stack swupd tdnf
tlmgr twine uv vcpkg vsce web-ext winget xbps-install xbps-remove yay yum zypper
`,
  secrets: `
age age-keygen akeyless aws-okta aws-runas aws-sso aws-vault awsudo bao berglas biscuit
bw bws certbot cfssl chamber clip clipcopy clippaste cmdkey confidant conjur credstash
dcli declare docker-credential-desktop docker-credential-ecr-login
docker-credential-gcloud docker-credential-helper docker-credential-osxkeychain
docker-credential-pass docker-credential-secretservice doppler dotenv-vault envchain
envconsul envkey export fc getent git-credential-cache git-credential-libsecret
git-credential-manager git-credential-osxkeychain git-credential-store gopass gpg gpg2
gpgv gprintenv history infisical keepassxc-cli keeper keyring kpcli ksecretservice ksm
kwallet-query kwalletcli lego libressl libsecret-tool lpass op openssl pass passage
pbcopy pbpaste phase printenv prs qgpg rage rage-keygen rbw readonly saml2aws secret-tool
secrethub security set sops ssh-add ssh-keygen step summon summon-conjur teller
termux-clipboard-get termux-clipboard-set torus typeset vault vaultcmd wl-copy wl-paste
xclip xsel ykman
`,
  database: `
ALTER DELETE DROP FLUSHALL FLUSHDB GRANT REVOKE TRUNCATE UPDATE ace aerich alembic alter
arangorestore arangosh artisan athenacli beeline bsondump bytebase cbbackupmgr cbq celery
chc clickhouse clickhouse-client clickhouse-local cockroach console couchbase-cli cqlsh
cqlsh-astra createdb createuser curator curator_cli cypher-shell db-migrate db2 dbmate
delete diesel django-admin doctrine doctrine-migrations dotnet-ef dragonfly-cli dramatiq
drizzle-kit drop dropdb dropuser duckdb elasticsearch-keystore elasticsearch-node
elasticsearch-plugin elasticsearch-reset-password elasticsearch-users etcdutl flask
flushall flushdb flyway gh-ost goose grant gremlin hadoop hbase hdfs hive huey
impala-shell influx influxd influxd-ctl influxdb3 initdb iredis isql kaf kafkactl kcli
keydb-cli kibana-keystore kibana-plugin knex ksql liquibase litecli logstash-plugin
manage.py mariadb mariadb-admin mariadb-dump mariadb-import mclient memcached-tool
memflush memrm migrate migrate-mongo mikro-orm mix mlflow mongo mongodump mongoexport
mongofiles mongoimport mongorestore mongosh mssql-cli mycli mydumper myloader mysql
mysqladmin mysqldump mysqlimport mysqlsh neo4j-admin node-pg-migrate nodetool nsc
opensearch-plugin osql patronictl pg_archivecleanup pg_ctl pg_ctlcluster pg_dropcluster
pg_dump pg_dumpall pg_resetwal pg_resetxlog pg_restore pg_rewind pg_upgrade pgcli phinx
piccolo presto presto-cli prisma psql pt-online-schema-change rails rake rambler
redis-cli refinery revoke rq sail sea-orm-cli sequelize sequelize-cli skeema snowsql soda
solr spark spark-sql spring sqitch sql sqlcipher sqlcl sqlcmd sqlite sqlite3 sqlplus sqlx
symfony tctl temporal tern tortoise trino tsql typeorm typeorm-ts-node-commonjs update
usql valkey-cli vsql vtctl vtctlclient vtctldclient yii yoyo ysqlsh zkCli.sh zkcli
zkcli.sh zookeeper-shell zookeeper-shell.sh zookeepercli
`,
  infrastructure: `
VBoxManage acli activemq airflow algolia aliyun amplify amplitude ampx amtool ansible
ansible-builder ansible-config ansible-console ansible-doc ansible-galaxy
ansible-inventory ansible-lint ansible-navigator ansible-playbook ansible-pull
ansible-runner ansible-test ansible-vault apache2 apache2ctl apachectl apex apigeecli
appwrite arc argo argocd ark asana astra astro atlas atmos attic atuin auth0 avn aws aws2
awslocal az azcopy b2 barman basecamp begin bk bolt borg borg2 borgmatic bosh bosutil
boundary bq braintree btrbk bugsnag-cli buildah buildkite buildkite-agent bup caddy
calicoctl cap ccloud cdk cdktf ceph cephadm cf cf-agent chalice checkov chef chef-client
chef-server-ctl chef-solo chezmoi cilium cinc-client circleci civo claudia clerk clever
cloudflare cloudflared-access clusterctl cockroach-cloud codefresh comet conan configcat
confluent consul contentful convex cortextool coscmd cosign crane crc crictl crossplane
ctlptl ctr dagster databricks datadog-agent datadog-ci dbt dbtf deck deta devcontainer
devspace directus dive docker docker-compose doctl dog dogshell dokku drone drush
duplicacy duplicity dvc eas eb ecctl eksctl elastic emqx_ctl encore env0 equinix etcdctl
etckeeper exo expo fab fastly finch firebase flagsmith flarectl flipt flux fly flyctl
fossa gcloud gh gitlab-backup gitlab-ctl gitlab-rake gitlab-runner glab gluster grafana
grafana-cli grafanactl gravitee gridscale growthbook grr gsutil hadolint haproxy harness
hasura hcloud hcp helm helm3 helmfile heroku hf honeycomb hs httpd hubspot
huggingface-cli ibmcloud img infracost ionosctl ipfs istioctl jenkins-cli jira juicefs
juju k0s k0sctl k3d k3s k3s-agent-uninstall.sh k3s-killall.sh k3s-uninstall.sh k9s
kafka-acls kafka-acls.sh kafka-broker-api-versions kafka-broker-api-versions.sh
kafka-cluster kafka-cluster.sh kafka-configs kafka-configs.sh kafka-console-consumer
kafka-console-consumer.sh kafka-console-producer kafka-console-producer.sh
kafka-consumer-groups kafka-consumer-groups.sh kafka-consumer-perf-test
kafka-consumer-perf-test.sh kafka-delegation-tokens kafka-delegation-tokens.sh
kafka-delete-records kafka-delete-records.sh kafka-dump-log kafka-dump-log.sh
kafka-features kafka-features.sh kafka-get-offsets kafka-get-offsets.sh
kafka-leader-election kafka-leader-election.sh kafka-log-dirs kafka-log-dirs.sh
kafka-metadata-quorum kafka-metadata-quorum.sh kafka-mirror-maker kafka-mirror-maker.sh
kafka-producer-perf-test kafka-producer-perf-test.sh kafka-reassign-partitions
kafka-reassign-partitions.sh kafka-server-stop kafka-server-stop.sh kafka-storage
kafka-storage.sh kafka-streams-application-reset kafka-streams-application-reset.sh
kafka-topics kafka-topics.sh kafka-transactions kafka-transactions.sh
kafka-verifiable-producer kafka-verifiable-producer.sh kaggle kamal kaniko kind kitchen
kn knife knotc kong kopia kops koyeb krew kubeadm kubebuilder kubecolor kubectl kubeseal
kustomize kwok lakectl latitude launchdarkly ldcli levant linear linkerd linode-cli
linstor llm logcli logdna loki lxc-destroy lxc-stop magento magento-cloud mailgun mc mcli
meilisearch metal mgmt microk8s microk8s.config microk8s.ctr microk8s.disable
microk8s.enable microk8s.helm microk8s.helm3 microk8s.inspect microk8s.kubectl
microk8s.leave microk8s.remove-node microk8s.reset microk8s.start microk8s.status
microk8s.stop mimirtool minikube mixpanel modal molecule mongocli nats neon neonctl
nerdctl netlify newrelic nginx nhost nomad northflank notion now nsd-control nsupdate ntl
nuon obsutil oc oci okta okteto ollama openai openresty openstack operator-sdk opsgenie
optimizely oras orb orbctl ossutil ossutil64 ovhai packer pagerduty papertrail paypal pct
pd pdns_control pdnsutil pgbackrest pinecone platform podman podman-compose podman-remote
porter posthog postmark prefect prismic prlctl prometheus promtool pscale pulsar-admin
pulumi puppet puppetserver pvesm pyinfra qdrant qm qovery qshell rabbitmq-diagnostics
rabbitmq-plugins rabbitmq-queues rabbitmqadmin rabbitmqctl rados radosgw-admin railway
rain rancher rbd rclone rdctl rdiff-backup reg regctl render replicate resend restic rke
rke2 rke2-killall.sh rke2-uninstall.sh rndc roboflow rollbar rpk runpodctl rustic s3cmd
s4cmd s5cmd salt salt-call salt-cloud salt-key salt-run salt-ssh sam sanity scalingo scw
segment semaphore sendgrid sentry sentry-cli serverless sf sfdx shopify simctl skaffold
skopeo sky slack sls snapper snow snyk spacectl splunk square sst stern storyblok strapi
stripe stytch supabase surge talosctl tanzu tarsnap tart tccli tea telepresence terraform
terraformer terragrunt terramate tf tflint tfsec thanos tigris tilt timeshift tkn tofu
traefik travis trello trivy turso twilio tyk typesense unbound-control unleash up upctl
uplink upstash upsun vagrant vastai vboxmanage vc velero vercel virsh vmctl vmrun vultr
vultr-cli wal-g wandb waypoint weaviate webflow werf woodpecker-cli workos wp wrangler
xata yc zappa zcli zendesk zookeeper-server-stop zookeeper-server-stop.sh
`,
  agents: `
agent agy aider aider-chat amp auggie claude claude-code cline cn codebuddy codebuff
codex codex-cli copilot crush cursor cursor-agent droid gemini gemini-cli goose-cli grok
iflow interpreter jules junie kimi kiro-cli opencode opencode-ai openhands pdx plandex q
qchat qodercli qwen qwen-code rovodev trae-cli vibe
`,
} as const;

/** Area of programs; the name of its module below `areas/`. */
export type AreaName = keyof typeof PROGRAM_NAMES;
