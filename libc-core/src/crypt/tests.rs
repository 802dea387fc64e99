//! Published hashes, and random ones against the host's libcrypt.

use super::hash::{failure, hash};
use proptest::prelude::*;
use std::ffi::{CStr, CString};
use std::os::raw::{c_char, c_int, c_void};
use std::sync::{Mutex, OnceLock};

unsafe extern "C" {
    fn dlopen(name: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

fn ours(key: &[u8], setting: &[u8]) -> String {
    let made = hash(key, setting);
    String::from_utf8_lossy(made.as_ref().map_or(failure(setting), |made| made.get())).into()
}

#[test]
fn published() {
    for (key, expected) in [
        // crypt(5), and the articles that made the methods known.
        ("rasmuslerdorf", "rl.3StKT.4T8M"),
        ("rasmuslerdorf", "_J9..rasmBYk8r9AiWNc"),
        ("rasmuslerdorf", "$1$rasmusle$rISCgZzpwk3UhDidwXvin0"),
        ("Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
        (
            "Hello world!",
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
        ),
        ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
        ("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
    ] {
        assert_eq!(ours(key.as_bytes(), expected.as_bytes()), expected);
    }
    assert!(
        ours(b"the minimum number is still observed", b"$6$rounds=10$roundstoolow")
            .starts_with("$6$rounds=1000$roundstoolow$")
    );
}

#[test]
fn refused() {
    for setting in [
        "",
        "a",
        "a:",
        "$",
        "$$",
        "$1",
        "$9$abc$",
        "$2$05$CCCCCCCCCCCCCCCCCCCCC.",
        "$2a$03$CCCCCCCCCCCCCCCCCCCCC.",
        "$2a$32$CCCCCCCCCCCCCCCCCCCCC.",
        "$2a$05$CCCCCCCCCC",
        "$2a$05$CCCCCCCCCC!CCCCCCCCCC.",
        "_",
        "_....rasm",
        "_J9..ras",
        "$5$rounds=99999999999$x",
        "$5$rounds=10000000$x",
        "$5$rounds=$x",
        "$5$rounds=12x$x",
        "$6$a:b$",
        "$1$a\nb$",
        "*0",
        "*1",
    ] {
        assert_eq!(ours(b"key", setting.as_bytes()), if setting == "*0" { "*1" } else { "*0" }, "{setting}");
    }
    assert_eq!(ours(&[b'x'; 257], b"$5$salt$"), "*0");
    assert_eq!(ours(&[b'x'; 257], b"$6$salt$"), "*0");
    assert!(ours(&[b'x'; 256], b"$6$salt$").starts_with("$6$salt$"));
}

type Crypt = unsafe extern "C" fn(*const c_char, *const c_char) -> *const c_char;

/// The host's `crypt`, if it has one.
fn host() -> Option<Crypt> {
    static FOUND: OnceLock<usize> = OnceLock::new();
    let address = *FOUND.get_or_init(|| {
        // SAFETY: the names are strings.
        unsafe {
            let library = dlopen(c"libcrypt.so.1".as_ptr(), 2);
            if library.is_null() { 0 } else { dlsym(library, c"crypt".as_ptr()) as usize }
        }
    });
    // SAFETY: that is its type.
    (address != 0).then(|| unsafe { std::mem::transmute::<usize, Crypt>(address) })
}

fn check(key: &[u8], setting: &str) -> Result<(), TestCaseError> {
    static ONE: Mutex<()> = Mutex::new(());
    let Some(crypt) = host() else { return Ok(()) };
    let (key, text) = (CString::new(key).unwrap(), CString::new(setting).unwrap());
    let _one = ONE.lock().unwrap();
    // SAFETY: both are strings, and one thread at a time calls it.
    let expected = unsafe {
        let result = crypt(key.as_ptr(), text.as_ptr());
        if result.is_null() { String::new() } else { CStr::from_ptr(result).to_string_lossy().into_owned() }
    };
    prop_assert_eq!(ours(key.as_bytes(), setting.as_bytes()), expected, "{:?} {}", key, setting);
    Ok(())
}

/// Bytes of a key.
fn key() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![prop::collection::vec(1u8..=255, 0..100), prop::collection::vec(32u8..127, 0..20)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn des(key in key(), salt in "[./0-9A-Za-z]{2}") {
        check(&key, &salt)?;
    }

    #[test]
    fn extended_des(key in key(), salt in "[./0-9A-Za-z]{4}", count in "[/0-9A-Za-z][./]\\.\\.") {
        check(&key, &format!("_{count}{salt}"))?;
    }

    #[test]
    fn md5(key in key(), salt in "[./0-9A-Za-z]{0,9}") {
        check(&key, &format!("$1${salt}$"))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sha(key in key(), salt in "[./0-9A-Za-z]{1,18}", rounds in 1000..2500u32) {
        for method in [5, 6] {
            check(&key, &format!("${method}${salt}$"))?;
            check(&key, &format!("${method}$rounds={rounds}${salt}"))?;
        }
    }

    #[test]
    fn bcrypt(key in key(), salt in "[./0-9A-Za-z]{21}[.Oeu]") {
        for variant in ["a", "b", "x", "y"] {
            check(&key, &format!("$2{variant}$04${salt}"))?;
        }
    }
}

/// Keys whose right and wrong readings collide.
#[test]
fn bcrypt_signs() {
    for key in [
        &b"\xff\xff\xa3"[..],
        b"\xff\xa334\xff\xff\xff\xa3345",
        b"\xa3ab",
        b"1\xa3345",
        b"\xff\xa3345",
        b"\xaa\x55\xaa\x55",
    ] {
        for variant in ["a", "b", "x", "y"] {
            check(key, &format!("$2{variant}$05$/OK.fbVrR/bpIqNJ5ianF.")).unwrap();
        }
    }
}
