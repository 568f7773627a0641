//! The inside of a room: limits for the memory of this process, and a watch that ends it
//! when guarded work takes more time of the processor than it may.

use std::io::Write as _;
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use super::messages::CONTROL;
use crate::limits::{self, Heard, Kind};

/// The exit code of a run that took more time than it may.
pub(super) const TOO_LONG: u8 = 124;

/// How often the watch looks at the clock.
const TICK: Duration = Duration::from_millis(20);

/// When guarded work has to be done, in thousandths of a second of [`clock`]; 0 where there is
/// none.
static END: AtomicU64 = AtomicU64::new(0);

/// Puts the limits of a room in force.
pub(super) fn settle() {
    system::settle();
    panic::set_hook(Box::new(|info| {
        let text = info.payload_as_str().unwrap_or("?");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tell("panic", &format!("{text} ({place})"));
    }));
    limits::guarded_by(hear);
    // Without a watch there are still the limits of memory.
    let _ = thread::Builder::new().stack_size(65_536).spawn(watch);
}

fn watch() {
    loop {
        thread::sleep(TICK);
        let end = END.load(Ordering::Relaxed);
        if end > 0 && system::clock() > end {
            std::process::exit(TOO_LONG.into());
        }
    }
}

fn hear(heard: Heard<'_>) {
    match heard {
        Heard::About(path) => tell("path", path),
        Heard::Begins(work) => {
            tell("work", name(work.kind));
            system::allow(work.memory);
            END.store(system::clock() + work.time, Ordering::Relaxed);
        }
        Heard::Ends => {
            END.store(0, Ordering::Relaxed);
            system::allow(limits::WHOLE_MEMORY);
            tell("work", "");
        }
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "data",
        Kind::Pdf => "pdf",
        Kind::Table => "table",
        Kind::Wording => "wording",
        Kind::Pages => "pages",
        Kind::Audit => "audit",
    }
}

/// Tells the run outside something that is no message for the user.
fn tell(topic: &str, text: &str) {
    let text = format!("{CONTROL}{topic}\t{}{CONTROL}", text.replace(CONTROL, " "));
    // Who does not hear it says less when something goes wrong.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

#[cfg(target_os = "linux")]
mod system {
    //! What Linux can limit.

    use rustix::process::{Resource, Rlimit, Signal};
    use rustix::time::ClockId;

    /// No memory dumps, and no life without the run outside.
    pub(super) fn settle() {
        // Each is an additional safety; without it the others still hold.
        let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = rustix::process::setrlimit(Resource::Core, none);
        allow(crate::limits::WHOLE_MEMORY);
    }

    /// Lets this process have so many `bytes` of memory.
    pub(super) fn allow(bytes: u64) {
        let most = rustix::process::getrlimit(Resource::Data).maximum;
        let limit =
            Rlimit { current: Some(most.map_or(bytes, |most| bytes.min(most))), maximum: most };
        let _ = rustix::process::setrlimit(Resource::Data, limit);
    }

    /// The time that the processors spent on this process, in thousandths of a second.
    pub(super) fn clock() -> u64 {
        let time = rustix::time::clock_gettime(ClockId::ProcessCPUTime);
        let part = |number: i64| u64::try_from(number).unwrap_or(0);
        part(time.tv_sec) * 1_000 + part(time.tv_nsec) / 1_000_000
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    //! What can be limited everywhere: time, as a clock on the wall shows it.

    use std::sync::LazyLock;
    use std::time::Instant;

    /// How much slower the clock runs here: others use the machine, too.
    const SLOWER: u128 = 4;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub(super) fn settle() {
        LazyLock::force(&START);
    }

    pub(super) fn allow(_: u64) {}

    /// A quarter of the time since the start, in thousandths of a second.
    pub(super) fn clock() -> u64 {
        u64::try_from(START.elapsed().as_millis() / SLOWER).unwrap_or(u64::MAX)
    }
}
