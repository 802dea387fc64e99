//! One-way hashes of passwords: `crypt`, by DES, extended DES, MD5, bcrypt, SHA-256 and SHA-512; and DES itself, `encrypt`.
//! What they return in static memory belongs to the one thread that uses it, as POSIX has it; `crypt_r` shares nothing.

mod bcrypt;
#[cfg(not(test))]
mod c_api;
mod des;
mod des_hash;
mod hash;
mod md5_hash;
mod sha_hash;
#[cfg(test)]
mod tests;
