//! The constants and C structures that the library's source defines, read as text: what the compiler would make of them
//! on a 64-bit architecture of Linux.

use crate::target::{Arch, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::{fs, iter};
use syn::visit::Visit;
use syn::{BinOp, Expr, Fields, Lit, Type, UnOp};

/// All of a source tree.
pub struct Definitions {
    /// Each constant's name, file and expression.
    pub constants: Vec<Constant>,
    structures: Vec<Structure>,
    arch: Arch,
}

/// A constant.
pub struct Constant {
    /// Its name.
    pub name: String,
    /// The module, as in `signal::event`.
    pub module: String,
    value: Expr,
}

/// A `#[repr(C)]` structure or union.
struct Structure {
    name: String,
    module: String,
    is_union: bool,
    align: usize,
    fields: Vec<(String, Type)>,
}

/// A structure as the compiler lays it out.
#[derive(Clone)]
pub struct Layout {
    pub size: usize,
    pub align: usize,
    /// Each field's name, place and size in bytes, that of each element of an array; and rooms as a whole.
    pub fields: Vec<(String, usize, usize)>,
}

impl Definitions {
    /// Those of `libc-core`, for an architecture.
    pub fn read(arch: Arch) -> Result<Self> {
        let root = workspace().join("libc-core/src");
        let mut found = Definitions { constants: Vec::new(), structures: Vec::new(), arch };
        for path in rust_files(&root)? {
            let text = fs::read_to_string(&path)?;
            let file = syn::parse_file(&text).with_context(|| format!("cannot read {}", path.display()))?;
            let module = module_of(path.strip_prefix(&root)?);
            Visitor { module, found: &mut found }.visit_file(&file);
        }
        Ok(found)
    }

    /// A constant's value, if it is an integer that can be told.
    pub fn value(&self, constant: &Constant) -> Option<i128> {
        self.evaluate(&constant.value, &constant.module, 8)
    }

    fn evaluate(&self, expression: &Expr, module: &str, depth: usize) -> Option<i128> {
        let depth = depth.checked_sub(1)?;
        let part = |expression: &Expr| self.evaluate(expression, module, depth);
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(integer) => integer.base10_parse().ok(),
                _ => None,
            },
            Expr::Unary(unary) => match unary.op {
                UnOp::Neg(_) => part(&unary.expr).map(|value| -value),
                _ => None,
            },
            Expr::Paren(inner) => part(&inner.expr),
            Expr::Cast(cast) => part(&cast.expr),
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                let here = self.constants.iter().find(|other| other.name == name && other.module == module)?;
                part(&here.value)
            }
            Expr::Binary(binary) => {
                let (left, right) = (part(&binary.left)?, part(&binary.right)?);
                match binary.op {
                    BinOp::Add(_) => left.checked_add(right),
                    BinOp::Sub(_) => left.checked_sub(right),
                    BinOp::Mul(_) => left.checked_mul(right),
                    BinOp::BitOr(_) => Some(left | right),
                    BinOp::BitAnd(_) => Some(left & right),
                    BinOp::Shl(_) => left.checked_shl(right.try_into().ok()?),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The layout of a structure, named as `module::Name`.
    pub fn layout(&self, path: &str) -> Result<Layout> {
        let (module, name) = path.rsplit_once("::").context("a structure's name begins with its module")?;
        let structure = self.structures.iter().find(|it| it.name == name && it.module == module);
        self.lay_out(structure.with_context(|| format!("there is no {path}"))?)
    }

    fn lay_out(&self, structure: &Structure) -> Result<Layout> {
        let mut layout = Layout { size: 0, align: structure.align, fields: Vec::new() };
        let mut end: usize = 0;
        for (name, kind) in &structure.fields {
            let (size, align) = self
                .measure(kind, &structure.module)
                .with_context(|| format!("{}::{}, {name}", structure.module, structure.name))?;
            let place = if structure.is_union { 0 } else { end.next_multiple_of(align) };
            end = end.max(place + size);
            layout.align = layout.align.max(align);
            let parts = match kind {
                Type::Array(array) => size / self.measure(&array.elem, &structure.module)?.0.max(1),
                _ => 1,
            };
            let part = size / parts.max(1);
            layout.fields.extend((0..parts).map(|number| (name.clone(), place + number * part, part)));
            if name.starts_with('_') {
                layout.fields.push((name.clone(), place, size));
            }
        }
        layout.size = end.next_multiple_of(layout.align);
        Ok(layout)
    }

    /// The size and alignment of a type.
    fn measure(&self, kind: &Type, module: &str) -> Result<(usize, usize)> {
        match kind {
            Type::Ptr(_) | Type::Reference(_) => Ok((8, 8)),
            Type::FnPtr(_) => Ok((8, 8)),
            Type::Array(array) => {
                let (size, align) = self.measure(&array.elem, module)?;
                let count = self.evaluate(&array.len, module, 8).context("the length of an array")?;
                Ok((size * usize::try_from(count)?, align))
            }
            Type::Path(path) => {
                let last = path.path.segments.last().context("a type has a name")?;
                let name = last.ident.to_string();
                if let Some(size) = self.primitive(&name) {
                    return Ok((size, size));
                }
                let inner = match &last.arguments {
                    syn::PathArguments::AngleBracketed(list) => list.args.first(),
                    _ => None,
                };
                match (name.as_str(), inner) {
                    ("Option", _) => Ok((8, 8)),
                    ("Cell" | "UnsafeCell" | "MaybeUninit", Some(syn::GenericArgument::Type(inner))) => {
                        self.measure(inner, module)
                    }
                    _ => {
                        let here = |it: &&Structure| it.name == name && it.module == module;
                        let anywhere = || {
                            let mut same = self.structures.iter().filter(|it| it.name == name);
                            same.next().filter(|_| same.next().is_none())
                        };
                        let found = self.structures.iter().find(here).or_else(anywhere);
                        let layout = self.lay_out(found.with_context(|| format!("the type {name} is not known"))?)?;
                        Ok((layout.size, layout.align))
                    }
                }
            }
            _ => bail!("a type of an unknown kind"),
        }
    }

    fn primitive(&self, name: &str) -> Option<usize> {
        Some(match name {
            "u8" | "i8" | "bool" | "c_char" | "c_uchar" | "c_schar" | "AtomicU8" | "AtomicBool" => 1,
            "u16" | "i16" | "c_short" | "c_ushort" => 2,
            "u32" | "i32" | "c_int" | "c_uint" | "f32" | "AtomicU32" | "AtomicI32" | "Futex" => 4,
            "pid_t" | "uid_t" | "gid_t" | "id_t" | "mode_t" | "clockid_t" | "wint_t" | "wchar_t" => 4,
            "u64" | "i64" | "usize" | "isize" | "c_long" | "c_ulong" | "c_ulonglong" | "c_longlong" | "f64"
            | "AtomicU64" | "AtomicUsize" => 8,
            "AtomicPtr" | "size_t" | "ssize_t" | "off_t" | "time_t" | "suseconds_t" | "clock_t" | "dev_t" | "ino_t" => {
                8
            }
            "rlim_t" | "fsblkcnt_t" | "fsfilcnt_t" | "wctype_t" => 8,
            "nlink_t" if self.arch == Arch::X86_64 => 8,
            "nlink_t" => 4,
            _ => return None,
        })
    }
}

/// All source files below a folder.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The module of a source file.
fn module_of(path: &Path) -> String {
    let parts = path.with_extension("");
    let names =
        parts.iter().map(|part| part.to_string_lossy().into_owned()).filter(|part| part != "mod" && part != "lib");
    names.collect::<Vec<_>>().join("::")
}

struct Visitor<'a> {
    module: String,
    found: &'a mut Definitions,
}

impl Visitor<'_> {
    fn constant(&mut self, name: String, value: Expr) {
        self.found.constants.push(Constant { name, module: self.module.clone(), value });
    }

    fn structure(&mut self, name: &syn::Ident, attributes: &[syn::Attribute], fields: &Fields, is_union: bool) {
        let Some(align) = c_alignment(attributes) else { return };
        let names = fields.members().map(|member| match member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(index) => index.index.to_string(),
        });
        let types = fields.iter().map(|field| field.ty.clone());
        let fields = iter::zip(names, types).collect();
        let module = self.module.clone();
        self.found.structures.push(Structure { name: name.to_string(), module, is_union, align, fields });
    }
}

/// The alignment that a structure with C's layout asks for; `None` for others.
fn c_alignment(attributes: &[syn::Attribute]) -> Option<usize> {
    let mut align = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("C") {
                align = align.or(Some(1));
            } else if meta.path.is_ident("align") {
                let content;
                syn::parenthesized!(content in meta.input);
                align = Some(content.parse::<syn::LitInt>()?.base10_parse()?);
            }
            Ok(())
        });
        parsed.ok()?;
    }
    align
}

impl<'a> Visit<'a> for Visitor<'_> {
    fn visit_item_const(&mut self, item: &'a syn::ItemConst) {
        self.constant(item.ident.to_string(), (*item.expr).clone());
        syn::visit::visit_item_const(self, item);
    }

    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.structure(&item.ident, &item.attrs, &item.fields, false);
    }

    fn visit_item_union(&mut self, item: &'a syn::ItemUnion) {
        self.structure(&item.ident, &item.attrs, &Fields::Named(item.fields.clone()), true);
    }

    /// `numbers! { EPERM = 1, … }`.
    fn visit_item_macro(&mut self, item: &'a syn::ItemMacro) {
        type Entry = (syn::Ident, Expr);
        let entry = |input: syn::parse::ParseStream| {
            let name: syn::Ident = input.parse()?;
            input.parse::<syn::Token![=]>()?;
            Ok((name, input.parse()?))
        };
        let entries = |input: syn::parse::ParseStream| {
            input.parse_terminated(entry, syn::Token![,]).map(|list| list.into_iter().collect::<Vec<Entry>>())
        };
        if item.mac.path.is_ident("numbers")
            && let Ok(entries) = item.mac.parse_body_with(entries)
        {
            for (name, value) in entries {
                self.constant(name.to_string(), value);
            }
        }
    }
}
