#![no_std]
//! All of tine that differs by CPU.
