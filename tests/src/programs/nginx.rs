//! nginx: a fleet of workers under load, reloaded and killed.

use super::network::free_port;
use super::{Program, Site, Tally};
use anyhow::Result;

pub const NGINX: Program = Program {
    name: "nginx",
    package: "nginx",
    tools: &[("ab", "apache2-utils"), ("curl", "curl")],
    quick: false,
    // Without the modules that take other libraries.
    build: concat!(
        "cc=$CC; [ -z \"$EMULATOR\" ] || cc=",
        env!("CARGO_MANIFEST_DIR"),
        "/programs/nginx/cc.sh; \
         ./configure --with-cc=\"$cc\" --with-cc-opt=-O2 --without-http_rewrite_module --without-http_gzip_module \
            --with-threads --with-file-aio --with-stream --prefix=. && make -j$JOBS CC=\"$CC\" LINK=\"$CC\""
    ),
    binary: "objs/nginx",
    suite,
};

const LOAD: &str = include_str!("../../programs/nginx/load.sh");

fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    let rounds = 5 + site.limits.soak.as_secs() / 3;
    let script = format!("PORT={} BACKEND={} ROUNDS={rounds}\n{LOAD}", free_port()?, free_port()?);
    tally.add("reload under load", site.shell("load", &script));
    Ok(tally.note("a fleet of workers under load, reloaded and killed"))
}
