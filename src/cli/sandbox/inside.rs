//! The inside of the sandbox: limits for the memory of this process, a watch that ends it
//! when guarded work takes more time of the processor than it may, and an end with the run
//! that started it.

use std::io::Write as _;
use std::panic;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use super::messages::CONTROL;
use crate::limits::{self, Heard, Kind, Work};

/// The exit code of a run that took more time than it may.
pub(super) const TOO_LONG: u8 = 124;

/// How often the watch looks at the clock.
const TICK: Duration = Duration::from_millis(20);

/// When the innermost guarded work has to be done, in thousandths of a second of
/// [`system::clock`]; 0 where there is none.
static END: AtomicU64 = AtomicU64::new(0);

/// The guarded work that is being done, the innermost last.
static OPEN: Mutex<Vec<Open>> = Mutex::new(Vec::new());

/// Guarded work that was begun: when, and until when it may go on.
struct Open {
    kind: Kind,
    begin: u64,
    end: u64,
    /// The most memory that the process may have meanwhile, in bytes.
    memory: u64,
}

impl Open {
    fn of(work: &Work) -> Self {
        let begin = system::clock();
        // What was kept before is no expense of this work.
        let memory = (system::used() + work.memory).min(limits::WHOLE_MEMORY);
        Self { kind: work.kind, begin, end: begin + work.time, memory }
    }
}

/// Puts the limits of the sandbox in force. It lives no longer than the process `parent`.
pub(super) fn settle(parent: u32) {
    system::settle(parent);
    panic::set_hook(Box::new(|info| {
        let text = info.payload_as_str().unwrap_or("?");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tell("panic", &format!("{text} ({place})"));
    }));
    limits::guarded_by(hear);
    // Without a watch there are still the limits of memory.
    let _ = thread::Builder::new().stack_size(65_536).spawn(watch);
}

/// What the run inside gets as standard input, which no guarded command reads.
pub(super) fn stdin() -> Stdio {
    system::stdin()
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
    // Nothing that holds this lock can give up.
    let Ok(mut open) = OPEN.lock() else { return };
    match heard {
        Heard::About(path) => return tell("path", path),
        Heard::Begins(work) => open.push(Open::of(work)),
        Heard::Ends => {
            let took = open.pop().map_or(0, |done| system::clock().saturating_sub(done.begin));
            // What was done within other work has limits of its own.
            if let Some(outer) = open.last_mut() {
                outer.end += took;
            }
        }
    }
    let current = open.last();
    tell("work", current.map_or("", |work| name(work.kind)));
    system::allow(current.map_or(limits::WHOLE_MEMORY, |work| work.memory));
    END.store(current.map_or(0, |work| work.end), Ordering::Relaxed);
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "data",
        Kind::Pdf => "pdf",
        Kind::Table => "table",
        Kind::Office => "office",
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

    use std::fs;
    use std::process::Stdio;

    use rustix::process::{Resource, Rlimit, Signal};
    use rustix::time::ClockId;

    /// No memory dumps, and no life without the process `parent`.
    pub(super) fn settle(parent: u32) {
        // Each is an additional safety; without it the others still hold.
        let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
        // Who was gone before that sends no signal any more.
        let current = rustix::process::getppid().map(|id| id.as_raw_nonzero().get());
        if current.and_then(|id| u32::try_from(id).ok()) != Some(parent) {
            std::process::exit(1);
        }
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = rustix::process::setrlimit(Resource::Core, none);
        allow(crate::limits::WHOLE_MEMORY);
    }

    pub(super) fn stdin() -> Stdio {
        Stdio::inherit()
    }

    /// The memory that this process has, in bytes, as its limit counts it.
    pub(super) fn used() -> u64 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmData:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kilobytes.unwrap_or(0) * 1_024
    }

    /// Lets this process have so many `bytes` of memory.
    pub(super) fn allow(bytes: u64) {
        let most = rustix::process::getrlimit(Resource::Data).maximum;
        let limit =
            Rlimit { current: Some(most.map_or(bytes, |most| bytes.min(most))), maximum: most };
        let _ = rustix::process::setrlimit(Resource::Data, limit);
    }

    /// How much slower the clock runs where nothing is optimised: the limits are those of a
    /// program that is.
    const SLOWER: u64 = if cfg!(debug_assertions) { 8 } else { 1 };

    /// The time that the processors spent on this process, in thousandths of a second.
    pub(super) fn clock() -> u64 {
        let time = rustix::time::clock_gettime(ClockId::ProcessCPUTime);
        let part = |number: i64| u64::try_from(number).unwrap_or(0);
        (part(time.tv_sec) * 1_000 + part(time.tv_nsec) / 1_000_000) / SLOWER
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    //! What can be limited everywhere: time, as a clock on the wall shows it.

    use std::io::{self, Read as _};
    use std::process::Stdio;
    use std::sync::LazyLock;
    use std::thread;
    use std::time::Instant;

    /// How much slower the clock runs here: others use the machine, too.
    const SLOWER: u128 = 4;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    /// No life without the process that started this one: it holds the other end of the
    /// standard input.
    pub(super) fn settle(_: u32) {
        LazyLock::force(&START);
        // Without it the limits still hold.
        let _ = thread::Builder::new().stack_size(65_536).spawn(|| {
            let mut byte = [0];
            while io::stdin().read(&mut byte).is_ok_and(|length| length > 0) {}
            std::process::exit(1);
        });
    }

    pub(super) fn stdin() -> Stdio {
        Stdio::piped()
    }

    pub(super) fn used() -> u64 {
        0
    }

    pub(super) fn allow(_: u64) {}

    /// A quarter of the time since the start, in thousandths of a second.
    pub(super) fn clock() -> u64 {
        u64::try_from(START.elapsed().as_millis() / SLOWER).unwrap_or(u64::MAX)
    }
}
