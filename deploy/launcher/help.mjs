export const HELP = `Sextant, a plugin-extensible IT operations core

Usage: ./sextant COMMAND [options]

  demo              set everything up and run a script on three hosts through a workflow; shows where to watch it
  up                build what changed and start the platform
  down [--wipe]     stop it; --wipe also removes its data, containers, networks, volumes and images
  status            each part's state, process or container, port, memory and processor share; exit 0 only when all are healthy
  password [USER]   a one-time password in place of one that was lost, for admin or another user; the platform may run or not
  logs [NAME]       the end of the logs of all services, or of one service or plugin (--lines N, --follow)
  test              set up what the tests need and run all of them
  bench start       from stopped to healthy, against the same services as plain jars one after the other (--rounds N)
  bench engine      runs a second, against a bare Flowable
  bench package     packing and verifying 500 MiB, against sha256sum and zip -0 of the same files (--rounds N)
  bench install     a package of 500 MiB from upload to healthy, against docker load and a plain S3 put of it (--rounds N)
  plugin new N      begin a plugin N: --language java|python|node|shell [--directory FOLDER]
  plugin upgrade D  bring a plugin that was begun so to what is begun now: the files that nobody has changed (--dry-run)
  plugin pack DIR   make the archive of a plugin that was begun so: its image, without a Docker Engine, and the package
  plugin pack …     make a plugin archive: --manifest plugin.yaml --image image.tar --output NAME.sextant.zip,
                    or around a package of WeCube: --wecube PACKAGE.zip --output NAME.sextant.zip
  plugin key new F  make a pair of keys to sign archives with: F, to be kept secret, and F.pub
  plugin sign A …   sign a plugin archive: --key F [--output NAME.sextant.zip]
  plugin lint PATH  judge a plugin.yaml, a WeCube register.xml or a package, offline: every problem with line and column (--json)
  plugin test P|URL whether a plugin keeps the contract: a package, an image archive or a running one (--inputs F, --junit F, --json)
  plugin docs D|P   the reference page of a plugin's folder or package (--html, --language en|zh, --output F)
  plugin dev DIR    bring a project to the running platform, and again whenever one of its files changes; Ctrl-C takes it back
  plugin install F  upload, register and launch a plugin archive on the running platform (--accept-unsigned: though no trusted key
                    has signed it; --accept-older: though a higher version was there before; on a terminal it asks)
  plugin call P S   call the service S of the plugin P on hosts, through a workflow of one node ([INPUT=VALUE …] [--on HOST,…])
  help              this text

Options
  --port N          the gateway's port (default 8080); the services take the three ports after it
  --json            one JSON document on standard output; progress goes to standard error

Environment
  SEXTANT_HOME        where data, secrets and logs lie (default .sextant in the checkout)
  SEXTANT_NO_INSTALL  set to 1, nothing is installed or started on this machine; what is missing is told
  SEXTANT_NO_AOT      set to 1, no start caches are made: the build is done sooner, each start takes longer
  JAVA_HOME           a JDK 25; otherwise one is looked for under /usr/lib/jvm`;
