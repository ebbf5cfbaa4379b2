//! Which file the program uses.

use etcetera::BaseStrategy;
use std::path::PathBuf;

/// The environment's way of naming the file.
const VARIABLE: &str = "LEADLINE_DB";

/// The file named on the command line, otherwise by the environment, otherwise `leadline.db` in the system's data folder; `None` where the
/// system has none for this person.
pub(super) fn file(named: Option<PathBuf>) -> Option<PathBuf> {
    named
        .or_else(|| {
            std::env::var_os(VARIABLE)
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        })
        .or_else(usual)
}

/// The file in the system's data folder. On Windows in the local one: a roaming one would be copied about while the file is open.
pub(super) fn usual() -> Option<PathBuf> {
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    let folder = if cfg!(windows) {
        strategy.cache_dir()
    } else {
        strategy.data_dir()
    };
    Some(folder.join("leadline").join("leadline.db"))
}
