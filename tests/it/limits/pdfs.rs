//! PDFs that unfold, nest, or branch without end.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::case;
use crate::run::Run;

/// A PDF of these objects, of which the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        writeln!(bytes, "{} 0 obj", index + 1).unwrap();
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    write!(
        bytes,
        "trailer\n<</Root 1 0 R/Size {}>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    bytes
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dictionary}/Length {}>>stream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// A PDF with one page that draws `content`, with `resources` and further objects from 5 on.
fn page(content: Vec<u8>, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let head = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<<{resources}>>>>")
            .into_bytes(),
        content,
    ];
    pdf(&[&head[..], more].concat())
}

/// A PDF that carries a manifest, which `filters` are said to unfold.
fn carrying(filters: &str, content: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let head = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(manifest.json) 3 0 R]>>>>>>"
            .to_vec(),
        b"<</Type/Pages/Kids[]/Count 0>>".to_vec(),
        b"<</Type/Filespec/F(manifest.json)/EF<</F 4 0 R>>>>".to_vec(),
        stream(&format!("/Type/EmbeddedFile/Filter {filters}"), content),
    ];
    pdf(&[&head[..], more].concat())
}

#[track_caller]
fn both(bytes: &[u8], words: &[&str]) {
    for command in ["verify", "audit"] {
        case(&Run::of(&format!("{command} a.pdf")).bytes("a.pdf", bytes), words);
    }
}

#[track_caller]
fn verify(bytes: &[u8], words: &[&str]) {
    case(&Run::of("verify a.pdf").bytes("a.pdf", bytes), words);
}

/// 1 GB of blanks, packed twice, under every way to write down two filters.
#[test]
fn a_file_that_is_packed_twice_is_not_unfolded() {
    let twice = packed(&packed(&vec![b' '; 1_000_000_000]));
    let names = b"[/FlateDecode/FlateDecode]".to_vec();
    for (filters, more) in [
        ("[/FlateDecode/FlateDecode]", &[][..]),
        ("[/Fl#61teDecode/#46lateDecode]", &[]),
        ("[/FlateDecode % ]\n/FlateDecode]", &[]),
        ("5 0 R", std::slice::from_ref(&names)),
    ] {
        verify(&carrying(filters, &twice, more), &["a.pdf", "pdf-zu-gross"]);
    }
}

/// Run-length: two bytes unfold to 128.
#[test]
fn a_file_that_repeats_itself_is_measured() {
    let mut much = [129, b'a'].repeat(1_000_000);
    much.push(128);
    verify(&carrying("/RunLengthDecode", &much, &[]), &["a.pdf", "pdf-zu-gross"]);
}

/// What unfolds to so many times the letter `a` by LZW: every code stands for one letter more
/// than the one before, from 9 to 12 bits each, and begins anew when all are used up.
fn unfolding(length: usize) -> Vec<u8> {
    const CLEAR: u32 = 256;
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    let mut put = |code: u32, width: u32| {
        (bits, held) = (bits << width | code, held + width);
        while held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 255).unwrap());
        }
    };
    let mut made = 0;
    while made < length {
        put(CLEAR, if made == 0 { 9 } else { 12 });
        put(u32::from(b'a'), 9);
        for code in 258..4_094 {
            let width = 32 - (code + 1_u32).leading_zeros();
            put(code, width.clamp(9, 12));
            made += code as usize - 256;
        }
    }
    bytes
}

/// An attachment and a page, by LZW: 500 MB in 400 kB.
#[test]
fn a_file_that_refers_to_itself_is_measured() {
    let much = unfolding(500_000_000);
    verify(&carrying("/LZWDecode", &much, &[]), &["a.pdf", "grenze-ueberschritten"]);
    let drawn = page(stream("/Filter/LZWDecode", &much), "", &[]);
    case(&Run::of("audit a.pdf").bytes("a.pdf", &drawn), &["a.pdf"]);
}

/// `pages` pages, each with so many `lines` at places that look random and are the same in every
/// run.
pub(super) fn plans(pages: usize, lines: usize) -> Vec<u8> {
    let mut seed = 2021_u32;
    let mut place = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let place = seed >> 12;
        format!("{}.{:03}", place / 2_000, place % 1_000)
    };
    let kids: String = (0..pages).map(|index| format!("{} 0 R ", 3 + 2 * index)).collect();
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    objects.push(format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>").into_bytes());
    for index in 0..pages {
        let content = 4 + 2 * index;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R>>")
                .into_bytes(),
        );
        let mut drawn = Vec::new();
        for _ in 0..lines {
            let (x, y) = (place(), place());
            writeln!(drawn, "{x} {y} m {} {} l S", place(), place()).unwrap();
        }
        objects.push(stream("/Filter/FlateDecode", &packed(&drawn)));
    }
    pdf(&objects)
}

/// Each of 40 nodes has the next one ten times as a child.
#[test]
fn a_tree_of_pages_that_branches_without_end_is_left() {
    let node = |index: usize| {
        let kids = format!("{} 0 R ", index + 1).repeat(10);
        format!("<</Type/Pages/Kids[{kids}]/Count 10>>").into_bytes()
    };
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    objects.extend((2..42).map(node));
    objects.push(b"<</Type/Page/MediaBox[0 0 9 9]>>".to_vec());
    both(&pdf(&objects), &["a.pdf"]);
}

#[test]
fn a_tree_of_pages_that_is_deep_is_left() {
    let node =
        |index: usize| format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", index + 1).into_bytes();
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    objects.extend((2..20_002).map(node));
    objects.push(b"<</Type/Page/MediaBox[0 0 9 9]>>".to_vec());
    both(&pdf(&objects), &["a.pdf"]);
}

/// A function of PostScript in 100,000 braces, and one stitched of itself.
#[test]
fn functions_that_nest_are_no_end_of_the_program() {
    let shading = |function: &str| {
        format!(
            "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function {function}>>>>"
        )
    };
    let deep = format!("{}{}", "{".repeat(100_000), "}".repeat(100_000));
    let script = stream("/FunctionType 4/Domain[0 1]/Range[0 1]", deep.as_bytes());
    both(&page(stream("", b"/S sh"), &shading("5 0 R"), &[script]), &["a.pdf"]);
    let stitched: Vec<Vec<u8>> = (5..45)
        .map(|index| {
            let next = index + 1;
            format!("<</FunctionType 3/Domain[0 1]/Bounds[0.5]/Encode[0 1 0 1]/Functions[{next} 0 R {next} 0 R]>>")
                .into_bytes()
        })
        .chain([b"<</FunctionType 2/Domain[0 1]/N 1>>".to_vec()])
        .collect();
    both(&page(stream("", b"/S sh"), &shading("5 0 R"), &stitched), &["a.pdf"]);
}

/// Ten million times the state of drawing is put aside, in 20 kB.
#[test]
fn what_is_put_aside_without_end_is_no_end_of_memory() {
    let much = packed(&b"q ".repeat(10_000_000));
    let bytes = page(stream("/Filter/FlateDecode", &much), "", &[]);
    case(&Run::of("audit a.pdf").bytes("a.pdf", &bytes), &["a.pdf"]);
}

#[test]
fn a_file_that_only_says_where_it_ends_is_left() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let trailer = "trailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n";
    bytes.extend(trailer.repeat(100_000).as_bytes());
    both(&bytes, &["a.pdf"]);
}
