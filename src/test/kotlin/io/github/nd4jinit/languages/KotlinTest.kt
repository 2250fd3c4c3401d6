package io.github.nd4jinit.languages

import io.github.nd4jinit.Distribution
import io.github.nd4jinit.FanMode
import io.github.nd4jinit.Fans
import io.github.nd4jinit.Init
import io.github.nd4jinit.Initializer
import io.github.nd4jinit.Layout
import io.github.nd4jinit.Moments
import io.github.nd4jinit.Nonlinearity
import io.github.nd4jinit.Workers
import io.github.nd4jinit.plan.Assignment
import io.github.nd4jinit.plan.Assignments
import io.github.nd4jinit.plan.Parameter
import io.github.nd4jinit.plan.Plan
import io.github.nd4jinit.plan.PlanOptions
import io.github.nd4jinit.plan.Progress
import io.github.nd4jinit.plan.Recipes
import io.github.nd4jinit.plan.Role
import io.github.nd4jinit.plan.RoleInference
import io.github.nd4jinit.plan.Rule
import io.github.nd4jinit.plan.Selector
import io.github.nd4jinit.plan.Tensor
import io.github.nd4jinit.random.Generator
import io.github.nd4jinit.random.JaxKey
import io.github.nd4jinit.random.TorchGenerator
import io.github.nd4jinit.torch.TorchModules
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicInteger
import kotlin.math.abs
import kotlin.math.sqrt
import kotlin.math.tanh
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test
import org.nd4j.linalg.api.ndarray.INDArray
import org.nd4j.linalg.factory.Nd4j

/**
 * Uses the API from Kotlin. Every warning is an error, and JSpecify's annotations are strict: an explicit type must equal the type in
 * the API, and a type without a question mark is never null.
 */
class KotlinTest {

    private fun zeros(vararg shape: Long): INDArray = Nd4j.zeros(*shape)

    private fun assertValues(array: INDArray, vararg expected: Float) {
        assertThat(array.ravel().toFloatVector()).containsExactly(expected, within(5e-5f))
    }

    @Test
    fun aLambdaCanBeAnInitializerANonlinearityOrASelector() {
        val w = zeros(400, 100)
        val v = zeros(3)
        val proj = zeros(8, 32)
        val b: INDArray = Nd4j.ones(8)

        Init.kaimingNormal(w, FanMode.FAN_OUT, Nonlinearity.of("mine") { x -> x * tanh(x) })
        val half = Initializer { array, _, _ -> array.assign(0.5) }     // a lambda is an initializer too
        half.initialize(v, Layout.OUT_IN, Generator.seeded(42))

        val plan = Plan.of(                                             // a whole network, by rules
            Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0.0, 0.02 / sqrt(24.0))),
            Rule.of(Selector.where("convolution") { it.shape().size == 4 }, Init.kaimingNormal()),
            Rule.of(Selector.role(Role.WEIGHT), Init.normal(0.0, 0.02)),
        ).seeded(42)
        plan.apply(mapOf("h.0.c_proj.weight" to proj, "h.0.c_proj.bias" to b), Layout.OUT_IN)

        // 1/√E[(z tanh z)²] = 1.1486744; the std of 40000 values is within 5 standard errors
        assertThat(w.stdNumber().toDouble()).isCloseTo(1.1486744 / 20, within(5 / sqrt(80000.0) * 1.1486744 / 20))
        assertValues(v, 0.5f, 0.5f, 0.5f)
        assertThat(proj).isEqualTo(
            Init.normal(0.0, 0.02 / sqrt(24.0))
                .initialize(zeros(8, 32), Generator.seeded(42).named("h.0.c_proj.weight"))
        )
        assertThat(b).isEqualTo(zeros(8))
    }

    @Test
    fun initFillsInPlaceFromTheSeedOfNd4j() {
        val filled = zeros(3, 2)
        Nd4j.getRandom().setSeed(7L)
        val returned: INDArray = Init.xavierUniform(filled)
        Nd4j.getRandom().setSeed(7L)
        val byInitializer: INDArray = Init.xavierUniform().initialize(zeros(3, 2))

        assertThat(returned).isSameAs(filled)
        assertThat(filled).isEqualTo(byInitializer).isNotEqualTo(zeros(3, 2))
    }

    @Test
    fun allFormsOfInitCanBeCalled() {
        val w = zeros(4, 4, 3)

        Init.uniform(w, -1.0, 1.0)
        Init.normal(w, 0.0, 0.02)
        Init.truncNormal(w, 0.0, 0.02, -0.04, 0.04)
        Init.sparse(zeros(4, 4), 0.5)
        Init.orthogonal(w, Nonlinearity.TANH.gain())
        Init.deltaOrthogonal(w)
        Init.kaimingUniform(w, FanMode.FAN_IN, Nonlinearity.GELU)
        Init.varianceScaling(w, 2.0, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL)
        Init.dirac(w, 2)
        Init.constant(w, 0.3)

        assertThat(w).isEqualTo(Nd4j.ones(4, 4, 3).mul(0.3))
    }

    @Test
    fun initializersHaveATextFormAndMoments() {
        val he: Initializer = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2))
        val text: String = he.toString()
        val moments: Moments = he.moments(64, 3, 7, 7)

        assertThat(text).isEqualTo("kaiming_normal(mode=fan_out, nonlinearity=leaky_relu(0.2))")
        assertThat(Initializer.parse(text)).isEqualTo(he)
        assertThat(moments).isEqualTo(he.moments(longArrayOf(64, 3, 7, 7), Layout.OUT_IN))
        assertThat(moments.std).isCloseTo(sqrt(2 / 1.04 / 3136), within(1e-12))
        assertThat(he.scaled(0.5).moments(64, 3, 7, 7).std).isEqualTo(moments.std / 2)
    }

    @Test
    fun aLambdaCanBeAnInitializer() {
        val rows = Initializer { array, layout, generator ->
            Init.normal().initialize(array, layout, generator.named("rows")).muli(2)
        }
        val expected = Init.normal(0.0, 2.0).initialize(zeros(5, 2), Generator.seeded(42).named("rows"))

        assertThat(rows.initialize(zeros(5, 2), Generator.seeded(42))).isEqualTo(expected)
        assertThat(rows.moments(5, 2).std).isNaN()
    }

    @Test
    fun aLambdaIsSerializableLikeAllInitializers() {
        val third = Initializer { array, _, _ -> array.assign(1.0 / 3) }
        val bytes = ByteArrayOutputStream()
        ObjectOutputStream(bytes).use { it.writeObject(third) }

        val read = ObjectInputStream(ByteArrayInputStream(bytes.toByteArray())).use { it.readObject() }

        assertThat(read).isInstanceOfSatisfying(Initializer::class.java) {
            assertThat(it.initialize(zeros(2))).isEqualTo(third.initialize(zeros(2)))
        }
    }

    private class Ramp(private val step: Double) : Initializer {
        override fun initialize(array: INDArray, layout: Layout, generator: Generator): INDArray {
            check(array, layout)
            return array.assign(Nd4j.arange(0.0, array.length().toDouble()).mul(step).reshape(*array.shape()))
        }
    }

    @Test
    fun aClassCanBeAnInitializer() {
        assertValues(Ramp(0.5).initialize(zeros(2, 2)), 0f, 0.5f, 1f, 1.5f)
    }

    @Test
    fun seededValuesEqualThePublishedValues() {
        // SeededGoldenTest derives these values from the definition
        val two: INDArray = Init.normal().initialize(zeros(2), Generator.seeded(42))

        assertValues(two, -0.929623f, 0.805123f)
    }

    @Test
    fun aNamedGeneratorDoesNotDependOnEarlierCalls() {
        val generator: Generator = Generator.seeded(42)
        Init.xavierUniform().initialize(zeros(8, 8), generator)
        val named: Generator = generator.named("transformer.wte")

        assertThat(Init.normal().initialize(zeros(4, 4), named))
            .isEqualTo(Init.normal().initialize(zeros(4, 4), Generator.seeded(42).named("transformer.wte")))
    }

    @Test
    fun seedsCanComeFromALambda() {
        val seeds = ArrayDeque(listOf(42L, 43L))
        val generator: Generator = Generator.seededFrom { seeds.removeFirst() }

        for (seed in 42L..43L) {
            assertThat(Init.normal().initialize(zeros(3), generator))
                .isEqualTo(Init.normal().initialize(zeros(3), Generator.seeded(seed)))
        }
    }

    @Test
    fun torchGeneratorsReproduceTorch() {
        val torch: TorchGenerator = Generator.torch(42)
        val weight = zeros(2, 3)
        val bias = zeros(2)
        val w = zeros(2, 3)

        TorchModules.linear(weight, bias, torch)
        Init.truncNormal(0.0, 0.02, -2.0, 2.0).initialize(w, torch)

        assertValues(weight, 0.4414f, 0.4792f, -0.1353f, 0.5304f, -0.1265f, 0.1165f)
        assertValues(bias, -0.2811f, 0.3391f)
        assertValues(w, -0.0225f, -0.0037f, 0.0442f, -0.0128f, 0.0092f, 0.0053f)
    }

    @Test
    fun jaxKeysReproduceJax() {
        val keys: List<JaxKey> = Generator.jax(42).split(2)
        val w = Init.lecunNormal().initialize(zeros(3, 2), Layout.IN_OUT, keys.first())

        assertValues(w, 0.0476f, -0.3036f, 0.7820f, 0.3242f, 0.1879f, 0.1941f)
    }

    @Test
    fun layoutsDetermineFans() {
        val channelsLast: Layout = Layout.of("OHWI").groups(4).strided(2, 2)
        val fans: Fans = Fans.of(longArrayOf(64, 3, 3, 8), channelsLast)

        assertThat(fans).isEqualTo(Fans(72.0, 36.0))
        assertThat(fans.fanIn + fans.fanOut).isEqualTo(108.0)
        assertThat(Fans.of(64, 8, 3, 3)).isEqualTo(Fans(72.0, 576.0))
        assertThat(FanMode.FAN_AVG.select(fans)).isEqualTo(54.0)
        assertThat(Layout.parse(channelsLast.toString())).isEqualTo(channelsLast)
    }

    @Test
    fun nonlinearitiesCanBeCreatedFromNamesParametersAndFunctions() {
        assertThat(Nonlinearity.of("gelu")).isSameAs(Nonlinearity.GELU)
        assertThat(Nonlinearity.of("leaky_relu", 0.2)).isEqualTo(Nonlinearity.leakyRelu(0.2))
        assertThat(Nonlinearity.of("abs") { x -> abs(x) }.gain()).isCloseTo(1.0, within(1e-9))
        assertThat(Nonlinearity.of("abs", ::abs).gain()).isCloseTo(1.0, within(1e-9))
    }

    @Test
    fun runCallsTheMethodOfWorkersAndNotTheScopeFunctionOfKotlin() {
        val submissions = AtomicInteger()
        val discarding = Executor { submissions.incrementAndGet() }
        val w = zeros(1024, 1024)

        Workers.of(discarding, 3).run { Init.normal(w) }

        assertThat(submissions).hasValue(2)
    }

    @Test
    fun workersReturnTheValueOfABlock() {
        val submissions = AtomicInteger()
        val discarding = Executor { submissions.incrementAndGet() }
        val workers = Workers.of(discarding, 3)

        val w: INDArray = workers.call { Init.normal(zeros(1024, 1024)) }
        val rows: Long = Workers.of(1).call { w.size(0) }
        val none: String? = Workers.of(1).call { null }

        assertThat(submissions).hasValue(2)
        assertThat(rows).isEqualTo(1024)
        assertThat(none).isNull()
    }

    private val rules = arrayOf(
        Rule.of(Selector.name("*.wte"), Init.normal(0.0, 0.02).withZeroRow(1)),
        Rule.of(Selector.role(Role.WEIGHT), Init.xavierUniform()),
        Rule.keep(Selector.regex("head\\..*")),
    )

    private val network: Map<String, INDArray>
        get() = linkedMapOf(
            "body.wte" to zeros(6, 4),
            "body.fc.weight" to zeros(8, 4),
            "body.fc.bias" to Nd4j.ones(8),
            "body.ln.weight" to zeros(4),
            "head.logits" to zeros(3),
        )

    @Test
    fun aPlanFillsAMapOfArrays() {
        val arrays = network
        val done: Assignments = Plan.of(*rules).seeded(42).apply(arrays, Layout.OUT_IN)

        assertThat(arrays["body.fc.weight"]).isEqualTo(
            Init.xavierUniform().initialize(zeros(8, 4), Generator.seeded(42).named("body.fc.weight"))
        )
        assertThat(arrays["body.fc.bias"]).isEqualTo(zeros(8))
        assertThat(arrays["body.ln.weight"]).isEqualTo(Nd4j.ones(4))
        assertThat(arrays["body.wte"]?.getRow(1)).isEqualTo(zeros(4))
        assertThat(done.elementCount()).isEqualTo(24L + 32 + 8 + 4)
    }

    @Test
    fun assignmentsCanBeIterated() {
        val assignments: Assignments = Plan.of(*rules).dryRun(Tensor.named(network, Layout.OUT_IN))
        val kept = mutableListOf<String>()
        for (assignment: Assignment in assignments.list()) {
            val parameter: Parameter = assignment.parameter()
            if (assignment.initializer().isEmpty) {
                kept += parameter.name()
            }
        }
        val fans: Fans = assignments.get("body.fc.weight").fans().orElseThrow()

        assertThat(kept).containsExactly("head.logits")
        assertThat(fans).isEqualTo(Fans(4.0, 8.0))
        assertThat(assignments.list().map { it.reason() })
            .containsExactly("name *.wte", "role weight", "default of bias", "default of norm_scale", "regex head\\..*")
        assertThat(assignments.toString().lines()).hasSize(6)
    }

    @Test
    fun plansAreComparedByContentWithOrWithoutASeed() {
        val plan: Plan = Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight")))
        val rules: List<Rule> = plan.seeded(42).rules()

        assertThat(plan).isEqualTo(Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight"))))
        assertThat(plan.seed().isPresent).isFalse()
        assertThat(plan.seeded(42).seed().asLong).isEqualTo(42)
        assertThat(rules.first().initializer().isPresent).isFalse()
        assertThat(Role.BIAS.defaultInitializer().orElseThrow()).isEqualTo(Init.zeros())
        assertThat(Role.WEIGHT.defaultInitializer().isPresent).isFalse()
    }

    @Test
    fun onlyAndExceptRestrictAPlan() {
        val arrays = network
        val plan = Plan.of(*rules).only(Selector.layer("*").and(Selector.where("vector") { it.shape().size == 1 }))

        plan.except(Selector.name("body.ln.*")).apply(arrays, Layout.OUT_IN)

        assertThat(arrays["body.fc.bias"]).isEqualTo(zeros(8))
        assertThat(arrays["body.ln.weight"]).isEqualTo(zeros(4))
        assertThat(arrays["body.fc.weight"]).isEqualTo(zeros(8, 4))
    }

    @Test
    fun roleInferenceAndProgressCanBeLambdas() {
        val updates = mutableListOf<String>()
        val tensors: List<Tensor> = Tensor.named(mapOf("a" to zeros(3, 2), "b" to zeros(3)), Layout.OUT_IN) { name, shape ->
            if (name == "a" && shape.size == 2) Role.WEIGHT else Role.BIAS
        }

        val options = PlanOptions.defaults().withGenerator(Generator.seeded(42)).withProgress {
            updates += "${it.assignment().parameter().name()}: ${it.filledElements()} of ${it.totalElements()}"
        }
        Plan.of(*rules.copyOfRange(1, 2)).apply(tensors, options)

        assertThat(updates).containsExactly("a: 6 of 9", "b: 9 of 9")
    }

    private object UpperCaseNames : RoleInference, Progress {
        override fun infer(name: String, shape: LongArray): Role = RoleInference.CONVENTIONAL.infer(name.lowercase(), shape)

        override fun update(update: Progress.Update) = error(update.assignment().parameter().name())
    }

    @Test
    fun roleInferenceAndProgressCanBeObjects() {
        val tensors = Tensor.named(mapOf("FC.WEIGHT" to zeros(3, 2)), Layout.OUT_IN, UpperCaseNames)

        assertThatThrownBy { Plan.of(rules[1]).apply(tensors, PlanOptions.defaults().withProgress(UpperCaseNames)) }
            .hasMessage("FC.WEIGHT")
    }

    @Test
    fun errorsNameTheParameterAndTheRemedy() {
        val vector = Tensor.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, zeros(64))

        assertThatIllegalArgumentException()
            .isThrownBy { Plan.of(Rule.of(Selector.all(), Init.kaimingNormal())).apply(listOf(vector)) }
            .withMessage(
                "fc.weight: kaiming_normal: fans need at least 2 axes, received shape [64] (rank 1); " +
                    "use Init.normal(0, 0.02), or a Layout that names the axes"
            )
        assertThat(vector.array()).isEqualTo(zeros(64))
        assertThatIllegalArgumentException()
            .isThrownBy { Init.normal(0.0, -0.1) }
            .withMessage("normal: std must not be negative, but was -0.1; pass 0 or more")
    }
}
