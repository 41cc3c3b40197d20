//! Where the result goes: stdout, or a file that is written whole or not at all.

use anyhow::{Context as _, Result};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The result's destination, opened before the work begins.
pub struct Output {
    sink: Sink,
}

enum Sink {
    Stdout(BufWriter<io::Stdout>),
    /// A device or pipe, which cannot be replaced by a file.
    Direct(BufWriter<File>, PathBuf),
    /// Becomes `target` when all is written.
    Replacing(BufWriter<NamedTempFile>, PathBuf),
}

impl Output {
    /// Opens stdout (no path, or `-`) or a temporary file beside the target.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Output { sink: Sink::Stdout(BufWriter::new(io::stdout())) });
        };
        let context = || format!("{}: cannot be written", path.display());
        let sink = match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => anyhow::bail!("{}: cannot be written: it is a directory", path.display()),
            Ok(found) if !found.is_file() => {
                Sink::Direct(BufWriter::new(File::options().write(true).open(path).with_context(context)?), path.to_owned())
            }
            Ok(_) => {
                // a link stays a link to the new file, and a file that may not be written is refused
                File::options().append(true).open(path).with_context(context)?;
                replacing(&path.canonicalize().with_context(context)?).with_context(context)?
            }
            Err(_) => replacing(path).with_context(context)?,
        };
        Ok(Output { sink })
    }

    /// Whether a person is looking.
    pub fn is_terminal(&self) -> bool {
        matches!(&self.sink, Sink::Stdout(_)) && io::stdout().is_terminal()
    }

    /// Writes everything out; only now does a file replace what stood there before.
    pub fn finish(self) -> Result<()> {
        match self.sink {
            Sink::Stdout(mut out) => out.flush().context("cannot write the result")?,
            Sink::Direct(mut out, path) => out.flush().with_context(|| format!("{}: cannot be written", path.display()))?,
            Sink::Replacing(out, path) => {
                let context = || format!("{}: cannot be written", path.display());
                let file = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(context)?;
                file.persist(&path).map_err(|e| e.error).with_context(context)?;
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Stdout(out) => out.write(bytes),
            Sink::Direct(out, _) => out.write(bytes),
            Sink::Replacing(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stdout(out) => out.flush(),
            Sink::Direct(out, _) => out.flush(),
            Sink::Replacing(out, _) => out.flush(),
        }
    }
}

fn replacing(target: &Path) -> io::Result<Sink> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // the errors of temporary files name these instead of the folder
    std::fs::metadata(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".corroborate-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // as any new file; the process's umask takes away what it takes away
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    Ok(Sink::Replacing(BufWriter::new(builder.tempfile_in(folder).map_err(|e| io::Error::from(e.kind()))?), target.to_owned()))
}
