//! THE registry of operators, and what each must say of itself.

mod activation;
mod add_n;
mod arg_min_max;
mod arithmetic;
mod attributes;
mod batch_matmul;
mod bitcast;
mod blockwise;
mod broadcast;
mod broadcast_to;
mod bucketize;
mod case;
mod cast;
mod comparison;
mod complex;
mod concatenation;
mod control;
mod conv_2d;
mod conv_3d;
mod counted;
mod cumsum;
mod custom;
mod cx;
mod densify;
mod depthwise_conv_2d;
mod detection;
mod dilate;
mod division;
mod dynamic_update_slice;
mod extreme;
mod fill;
mod fixed;
mod fully_connected;
mod functions;
mod gather;
mod gather_nd;
mod hadamard;
mod hashtable;
mod layer;
mod linear_sum;
mod logical;
mod lstm;
mod matrix_diag;
mod mirror_pad;
mod movement;
mod non_max_suppression;
mod normalization;
mod one_hot;
mod pack;
mod pad;
mod perception;
mod pool;
mod power;
mod prelu;
mod quantize;
mod quantized;
mod random;
mod range;
mod reduce;
mod reduce_window;
mod replace_row;
mod reshape;
mod resize;
mod reverse;
mod rnn;
mod segment;
mod segments;
mod select;
mod sequence;
mod shape;
mod signal;
mod signal_fft;
mod signal_stream;
mod slice;
mod softmax;
mod space;
mod sparse;
mod spectrogram;
mod split;
mod squared_difference;
mod squeeze;
mod stablehlo_elementwise;
mod stablehlo_gather;
mod stablehlo_random;
mod stablehlo_scatter;
mod stream;
mod strided;
mod strided_slice;
mod supported;
mod svdf;
mod table;
mod tile;
mod tiled;
mod topk_v2;
mod transpose;
mod transpose_conv;
mod unary;
mod variable;
mod window;

#[cfg(test)]
pub(crate) mod testing;

pub(crate) use activation::Swish;
pub(crate) use custom::{Given, Stated};
pub use cx::{Activation, Numerics};
pub(crate) use cx::{Infer, Options, Subgraphs};
pub(crate) use hashtable::{HashtableFind, HashtableSize};
pub(crate) use movement::{COPIES, copy_call};
pub(crate) use replace_row::{ReplaceRow, is_row};
pub(crate) use stream::BLOCKWISE;
pub(crate) use supported::reason;
pub use supported::{supported_ops_markdown, supported_ops_names};
pub(crate) use table::Table;
pub(crate) use tiled::Found;
pub(crate) use variable::{AssignVariable, ReadVariable};
pub(crate) use window::{identity as identity_window, reach as window_reach};

use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Shape};
use crate::kernel::Window;
use crate::plan::Lower;
use crate::schema::fb;

/// What the file says of one operator kind: its attributes, its rules, its way to kernels.
pub(crate) trait Operator: Sized {
    /// Element types that the data may have: what SUPPORTED-OPS lists.
    const TYPES: &'static [DType];
    /// The input that [`TYPES`](Operator::TYPES) speaks of.
    const DATA: usize = 0;
    /// What is refused, in words, for SUPPORTED-OPS; empty when nothing is.
    const REFUSED: &'static str = "";

    /// Reads the attributes. Every attribute is either kept, or checked to be at its default.
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic>;

    /// Checks inputs and gives the outputs' shapes.
    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic>;

    /// The outputs' bytes when they can be known now: asked for when all inputs are constant.
    fn fold(&self, _cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        None
    }

    /// Whether each element of its only output is a function of the elements at the same place of its inputs, whatever the place,
    /// which [`fold`](Operator::fold) knows.
    fn is_elementwise(&self) -> bool {
        false
    }

    /// How lines of its only output follow from those of its first input, where both are images, `[1, height, width, channels]`, of
    /// which [`lower`](Operator::lower) can compute [some lines](Lower::lines) at a time, or where it is elementwise.
    fn lines(&self, cx: &Infer<'_>) -> Option<Window> {
        let (x, y) = (cx.input(0).ok()?, cx.output(0).ok()?);
        let is_image = self.is_elementwise() && y.shape.len() == 4 && y.shape[0] == 1 && x.shape == y.shape;
        is_image.then(|| window::identity(y.shape[1]))
    }

    /// Whether [`fold`](Operator::fold) needs shapes only, not values.
    fn folds_from_shapes(&self) -> bool {
        false
    }

    /// The blocks of nodes that it runs.
    fn blocks(&self) -> Vec<&Block> {
        Vec::new()
    }

    /// The same, to change.
    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        Vec::new()
    }

    /// Multiply-accumulates of one run.
    fn macs(&self, _cx: &Infer<'_>) -> u64 {
        0
    }

    /// Writes the kernel calls that compute it.
    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic>;
}

/// One row of SUPPORTED-OPS.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// TFLite's names of the operators; those of custom ones as the file has them.
    pub names: &'static [&'static str],
    /// Types of the data.
    pub types: &'static [DType],
    /// What is refused, in words; empty when nothing is.
    pub refused: &'static str,
}

/// What the registry holds.
pub fn supported_ops() -> &'static [Entry] {
    REGISTRY
}

/// Copies a whole tensor, such as a constant that becomes an output.
pub(crate) fn copy_whole(cx: &mut Lower<'_>, input: usize, output: usize, count: usize) -> Result<(), Diagnostic> {
    movement::Copy::whole(count).lower(cx, input, output)
}

fn types_of<O: Operator>(_: &O) -> &'static [DType] {
    O::TYPES
}

fn data_input_of<O: Operator>(_: &O) -> usize {
    O::DATA
}

impl Op {
    /// Whether it may do more than its outputs show: it is never folded, and runs even if nobody reads them.
    pub(crate) fn is_opaque(&self) -> bool {
        matches!(self, Op::Custom(_))
    }
}

macro_rules! ops {
    (
        $dollar:tt
        $($module:ident :: $kind:ident => [$($builtin:ident),+];)+
        @custom $($custom_module:ident :: $custom_kind:ident => [$($custom:literal),+];)*
        @given $given_module:ident :: $given_kind:ident;
        @made $($made_module:ident :: $made_kind:ident),+;
    ) => {
        /// An operator with its attributes.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum Op {
            $($kind($module::$kind),)+
            $($custom_kind($custom_module::$custom_kind),)*
            $given_kind($given_module::$given_kind),
            $($made_kind($made_module::$made_kind),)+
        }

        /// What an expression is for the operator of whatever kind.
        macro_rules! of_each {
            ($dollar self:expr, $dollar op:ident => $dollar value:expr) => {
                match $dollar self {
                    $(Op::$kind($dollar op) => $dollar value,)+
                    $(Op::$custom_kind($dollar op) => $dollar value,)*
                    Op::$given_kind($dollar op) => $dollar value,
                    $(Op::$made_kind($dollar op) => $dollar value,)+
                }
            };
        }

        impl Op {
            /// Reads an operator of the file; `None` when the registry has no such kind, and the options no function.
            pub(crate) fn parse(options: &Options<'_>) -> Option<Result<Self, Diagnostic>> {
                if options.given.is_some() {
                    return Some($given_module::$given_kind::parse(options).map(Op::$given_kind));
                }
                match options.builtin {
                    $($(fb::BuiltinOperator::$builtin)|+ => Some($module::$kind::parse(options).map(Op::$kind)),)+
                    fb::BuiltinOperator::CUSTOM => match options.custom {
                        $($($custom)|+ => Some($custom_module::$custom_kind::parse(options).map(Op::$custom_kind)),)*
                        _ => None,
                    },
                    _ => None,
                }
            }

            pub(crate) fn types(&self) -> &'static [DType] {
                of_each!(self, op => types_of(op))
            }

            pub(crate) fn data_input(&self) -> usize {
                of_each!(self, op => data_input_of(op))
            }

            pub(crate) fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
                of_each!(self, op => op.infer(cx))
            }

            pub(crate) fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
                of_each!(self, op => op.fold(cx))
            }

            pub(crate) fn is_elementwise(&self) -> bool {
                of_each!(self, op => op.is_elementwise())
            }

            pub(crate) fn lines(&self, cx: &Infer<'_>) -> Option<Window> {
                of_each!(self, op => op.lines(cx))
            }

            pub(crate) fn folds_from_shapes(&self) -> bool {
                of_each!(self, op => op.folds_from_shapes())
            }

            pub(crate) fn blocks(&self) -> Vec<&Block> {
                of_each!(self, op => op.blocks())
            }

            pub(crate) fn blocks_mut(&mut self) -> Vec<&mut Block> {
                of_each!(self, op => op.blocks_mut())
            }

            pub(crate) fn macs(&self, cx: &Infer<'_>) -> u64 {
                of_each!(self, op => op.macs(cx))
            }

            pub(crate) fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
                of_each!(self, op => op.lower(cx))
            }
        }

        const REGISTRY: &[Entry] = &[
            $(Entry {
                names: &[$(stringify!($builtin)),+],
                types: $module::$kind::TYPES,
                refused: $module::$kind::REFUSED,
            },)+
            $(Entry {
                names: &[$($custom),+],
                types: $custom_module::$custom_kind::TYPES,
                refused: $custom_module::$custom_kind::REFUSED,
            },)*
        ];
    };
}

ops! {
    $
    activation::Elu => [ELU];
    activation::Gelu => [GELU];
    activation::HardSwish => [HARD_SWISH];
    activation::LeakyRelu => [LEAKY_RELU];
    activation::Logistic => [LOGISTIC];
    activation::Relu => [RELU];
    activation::Relu0To1 => [RELU_0_TO_1];
    activation::Relu6 => [RELU6];
    activation::ReluN1To1 => [RELU_N1_TO_1];
    activation::Tanh => [TANH];
    add_n::AddN => [ADD_N];
    arg_min_max::ArgMinMax => [ARG_MAX, ARG_MIN];
    arithmetic::Add => [ADD];
    arithmetic::Mul => [MUL];
    arithmetic::Sub => [SUB];
    batch_matmul::BatchMatMul => [BATCH_MATMUL];
    bitcast::Bitcast => [BITCAST];
    broadcast_to::BroadcastArgs => [BROADCAST_ARGS];
    broadcast_to::BroadcastTo => [BROADCAST_TO];
    bucketize::Bucketize => [BUCKETIZE];
    case::StablehloCase => [STABLEHLO_CASE];
    cast::Cast => [CAST];
    comparison::Equality => [EQUAL, NOT_EQUAL];
    comparison::Order => [GREATER, GREATER_EQUAL, LESS, LESS_EQUAL];
    complex::ComplexPart => [COMPLEX_ABS, IMAG, REAL];
    complex::Rfft2d => [RFFT2D];
    concatenation::Concatenation => [CONCATENATION];
    control::Call => [CALL, STABLEHLO_COMPOSITE];
    control::If => [IF];
    control::While => [WHILE];
    conv_2d::Conv2d => [CONV_2D];
    conv_3d::Conv3d => [CONV_3D];
    conv_3d::Conv3dTranspose => [CONV_3D_TRANSPOSE];
    counted::Unique => [UNIQUE];
    counted::Where => [WHERE];
    cumsum::Cumsum => [CUMSUM];
    densify::Densify => [DENSIFY];
    depthwise_conv_2d::DepthwiseConv2d => [DEPTHWISE_CONV_2D];
    dilate::Dilate => [DILATE];
    dilate::StablehloPad => [STABLEHLO_PAD];
    division::Div => [DIV];
    division::FloorDivision => [FLOOR_DIV, FLOOR_MOD];
    dynamic_update_slice::DynamicUpdateSlice => [DYNAMIC_UPDATE_SLICE];
    extreme::Extreme => [MAXIMUM, MINIMUM];
    fill::Fill => [FILL];
    fill::ZerosLike => [ZEROS_LIKE];
    fully_connected::FullyConnected => [FULLY_CONNECTED];
    functions::Abs => [ABS];
    functions::Ceil => [CEIL];
    functions::Cos => [COS];
    functions::Exp => [EXP];
    functions::Floor => [FLOOR];
    functions::Log => [LOG];
    functions::Neg => [NEG];
    functions::Round => [ROUND];
    functions::Rsqrt => [RSQRT];
    functions::Sign => [SIGN];
    functions::Sin => [SIN];
    functions::Sqrt => [SQRT];
    functions::Square => [SQUARE];
    gather::EmbeddingLookup => [EMBEDDING_LOOKUP];
    gather::Gather => [GATHER];
    gather_nd::GatherNd => [GATHER_ND];
    gather_nd::ScatterNd => [SCATTER_ND];
    hashtable::HashtableFind => [HASHTABLE_FIND];
    hashtable::HashtableSize => [HASHTABLE_SIZE];
    logical::BitwiseXor => [BITWISE_XOR];
    logical::Logical => [LOGICAL_AND, LOGICAL_OR];
    logical::LogicalNot => [LOGICAL_NOT];
    logical::RightShift => [RIGHT_SHIFT];
    lstm::BidirectionalSequenceLstm => [BIDIRECTIONAL_SEQUENCE_LSTM];
    lstm::Lstm => [LSTM];
    lstm::UnidirectionalSequenceLstm => [UNIDIRECTIONAL_SEQUENCE_LSTM];
    matrix_diag::MatrixDiag => [MATRIX_DIAG];
    matrix_diag::MatrixSetDiag => [MATRIX_SET_DIAG];
    mirror_pad::MirrorPad => [MIRROR_PAD];
    non_max_suppression::NonMaxSuppression => [NON_MAX_SUPPRESSION_V4, NON_MAX_SUPPRESSION_V5];
    normalization::L2Normalization => [L2_NORMALIZATION];
    normalization::LocalResponseNormalization => [LOCAL_RESPONSE_NORMALIZATION];
    one_hot::OneHot => [ONE_HOT];
    pack::Pack => [PACK];
    pack::Unpack => [UNPACK];
    pad::Pad => [PAD, PADV2];
    pool::AveragePool2d => [AVERAGE_POOL_2D];
    pool::L2Pool2d => [L2_POOL_2D];
    pool::MaxPool2d => [MAX_POOL_2D];
    power::Atan2 => [ATAN2];
    power::Pow => [POW];
    prelu::Prelu => [PRELU];
    quantize::Dequantize => [DEQUANTIZE];
    quantize::FakeQuant => [FAKE_QUANT];
    quantize::Quantize => [QUANTIZE];
    random::Multinomial => [MULTINOMIAL];
    random::Random => [RANDOM_STANDARD_NORMAL, RANDOM_UNIFORM];
    range::Range => [RANGE];
    reduce::Mean => [MEAN];
    reduce::ReduceLogical => [REDUCE_ALL, REDUCE_ANY];
    reduce::ReduceMinMax => [REDUCE_MAX, REDUCE_MIN];
    reduce::ReduceProd => [REDUCE_PROD];
    reduce::Sum => [SUM];
    reduce_window::ReduceWindow => [REDUCE_WINDOW];
    reduce_window::StablehloReduceWindow => [STABLEHLO_REDUCE_WINDOW];
    reshape::Reshape => [RESHAPE];
    resize::ResizeBilinear => [RESIZE_BILINEAR];
    resize::ResizeNearestNeighbor => [RESIZE_NEAREST_NEIGHBOR];
    reverse::ReverseSequence => [REVERSE_SEQUENCE];
    reverse::ReverseV2 => [REVERSE_V2];
    rnn::BidirectionalSequenceRnn => [BIDIRECTIONAL_SEQUENCE_RNN];
    rnn::Rnn => [RNN, UNIDIRECTIONAL_SEQUENCE_RNN];
    segment::SegmentSum => [SEGMENT_SUM];
    segment::UnsortedSegment =>
        [UNSORTED_SEGMENT_MAX, UNSORTED_SEGMENT_MIN, UNSORTED_SEGMENT_PROD, UNSORTED_SEGMENT_SUM];
    select::Select => [SELECT, SELECT_V2];
    shape::Rank => [RANK];
    shape::Shape => [SHAPE];
    slice::Slice => [SLICE];
    softmax::LogSoftmax => [LOG_SOFTMAX];
    softmax::Softmax => [SOFTMAX];
    space::BatchToSpaceNd => [BATCH_TO_SPACE_ND];
    space::DepthToSpace => [DEPTH_TO_SPACE];
    space::SpaceToBatchNd => [SPACE_TO_BATCH_ND];
    space::SpaceToDepth => [SPACE_TO_DEPTH];
    sparse::EmbeddingLookupSparse => [EMBEDDING_LOOKUP_SPARSE];
    sparse::HashtableLookup => [HASHTABLE_LOOKUP];
    sparse::SparseToDense => [SPARSE_TO_DENSE];
    split::Split => [SPLIT];
    split::SplitV => [SPLIT_V];
    squared_difference::SquaredDifference => [SQUARED_DIFFERENCE];
    squeeze::ExpandDims => [EXPAND_DIMS];
    squeeze::Squeeze => [SQUEEZE];
    stablehlo_elementwise::And => [STABLEHLO_AND];
    stablehlo_elementwise::Elementwise => [STABLEHLO_ADD, STABLEHLO_MAXIMUM, STABLEHLO_MINIMUM, STABLEHLO_MULTIPLY];
    stablehlo_elementwise::ShiftLeft => [STABLEHLO_SHIFT_LEFT];
    stablehlo_gather::StablehloGather => [STABLEHLO_GATHER];
    stablehlo_random::RngBitGenerator => [STABLEHLO_RNG_BIT_GENERATOR];
    stablehlo_scatter::StablehloScatter => [STABLEHLO_SCATTER];
    strided_slice::StridedSlice => [STRIDED_SLICE];
    svdf::Svdf => [SVDF];
    tile::Tile => [TILE];
    topk_v2::TopkV2 => [TOPK_V2];
    transpose::Transpose => [TRANSPOSE];
    transpose_conv::TransposeConv => [TRANSPOSE_CONV];
    variable::AssignVariable => [ASSIGN_VARIABLE];
    variable::CallOnce => [CALL_ONCE];
    variable::ReadVariable => [READ_VARIABLE];

    @custom
    detection::DetectionPostProcess => ["TFLite_Detection_PostProcess"];
    hadamard::HadamardRotation => ["aeq.hadamard_rotation"];
    perception::ArgmaxPool => ["MaxPoolWithArgmax", "MaxPoolingWithArgmax2D"];
    perception::MaxUnpool => ["MaxUnpooling2D"];
    transpose_conv::TransposeConvBias => ["Convolution2DTransposeBias"];
    signal::SignalEnergy => ["SignalEnergy"];
    signal::SignalFftAutoScale => ["SignalFftAutoScale"];
    signal::SignalFilterBank => ["SignalFilterBank"];
    signal::SignalFilterBankLog => ["SignalFilterBankLog"];
    signal::SignalFilterBankSquareRoot => ["SignalFilterBankSquareRoot"];
    signal::SignalPcan => ["SignalPCAN"];
    signal::SignalSpectralSubtraction => ["SignalFilterBankSpectralSubtraction"];
    signal::SignalWindow => ["SignalWindow"];
    signal_fft::SignalFft => ["SignalIrfft", "SignalRfft"];
    signal_stream::SignalDelay => ["SignalDelay"];
    signal_stream::SignalFramer => ["SignalFramer"];
    signal_stream::SignalOverlapAdd => ["SignalOverlapAdd"];
    signal_stream::SignalStacker => ["SignalStacker"];
    spectrogram::AudioSpectrogram => ["AudioSpectrogram"];
    spectrogram::Mfcc => ["Mfcc"];

    @given custom::Custom;
    @made activation::Swish, replace_row::ReplaceRow, table::Table;
}
