package io.github.nd4jinit.languages

import io.github.nd4jinit.{Distribution, FanMode, Fans, Init, Initializer, Layout, Moments, Nonlinearity, Workers}
import io.github.nd4jinit.plan.{Assignments, Plan, PlanOptions, Progress, Recipes, Role, RoleInference, Rule, Selector, Tensor}
import io.github.nd4jinit.random.{Generator, JaxKey, TorchGenerator}
import io.github.nd4jinit.torch.TorchModules
import java.io.{ByteArrayInputStream, ByteArrayOutputStream, ObjectInputStream, ObjectOutputStream}
import java.util.concurrent.Executor
import org.assertj.core.api.Assertions.{assertThat, assertThatIllegalArgumentException, assertThatThrownBy, within}
import org.junit.jupiter.api.Test
import org.nd4j.linalg.api.ndarray.INDArray
import org.nd4j.linalg.factory.Nd4j
import scala.collection.mutable
import scala.jdk.CollectionConverters.*
import scala.jdk.OptionConverters.*

/** Uses the API from Scala. Every warning is an error. */
class ScalaTest:

  private def zeros(shape: Long*): INDArray = Nd4j.zeros(shape*)

  private def assertValues(array: INDArray, expected: Double*): Unit =
    assertThat(array.ravel().toDoubleVector).containsExactly(expected.toArray, within(5e-5))

  @Test
  def aLambdaCanBeAnInitializerANonlinearityOrASelector(): Unit =
    val w = zeros(400, 100)
    val v = zeros(3)
    val proj = zeros(8, 32)
    val b: INDArray = Nd4j.ones(8)

    Init.kaimingNormal(w, FanMode.FAN_OUT, Nonlinearity.of("mine", x => x * math.tanh(x)))
    val half: Initializer = (array, _, _) => array.assign(0.5)      // a lambda is an initializer too
    half.initialize(v, Layout.OUT_IN, Generator.seeded(42))

    val plan = Plan.of(                                             // a whole network, by rules
      Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.02 / math.sqrt(24))),
      Rule.of(Selector.where("convolution", _.shape.size == 4), Init.kaimingNormal()),
      Rule.of(Selector.role(Role.WEIGHT), Init.normal(0, 0.02))
    ).seeded(42)
    plan.apply(Map("h.0.c_proj.weight" -> proj, "h.0.c_proj.bias" -> b).asJava, Layout.OUT_IN)

    // 1/√E[(z tanh z)²] = 1.1486744; the std of 40000 values is within 5 standard errors
    assertThat(w.stdNumber.doubleValue).isCloseTo(1.1486744 / 20, within(5 / math.sqrt(80000) * 1.1486744 / 20))
    assertValues(v, 0.5, 0.5, 0.5)
    assertThat(proj).isEqualTo(
      Init.normal(0, 0.02 / math.sqrt(24)).initialize(zeros(8, 32), Generator.seeded(42).named("h.0.c_proj.weight"))
    )
    assertThat(b).isEqualTo(zeros(8))

  @Test
  def initFillsInPlaceFromTheSeedOfNd4j(): Unit =
    val filled = zeros(3, 2)
    Nd4j.getRandom.setSeed(7L)
    val returned: INDArray = Init.xavierUniform(filled)
    Nd4j.getRandom.setSeed(7L)
    val byInitializer: INDArray = Init.xavierUniform().initialize(zeros(3, 2))

    assertThat(returned).isSameAs(filled)
    assertThat(filled).isEqualTo(byInitializer).isNotEqualTo(zeros(3, 2))

  @Test
  def allFormsOfInitCanBeCalled(): Unit =
    val w = zeros(4, 4, 3)

    Init.uniform(w, -1, 1)
    Init.normal(w, 0, 0.02)
    Init.truncNormal(w, 0, 0.02, -0.04, 0.04)
    Init.sparse(zeros(4, 4), 0.5)
    Init.orthogonal(w, Nonlinearity.TANH.gain)
    Init.deltaOrthogonal(w)
    Init.kaimingUniform(w, FanMode.FAN_IN, Nonlinearity.GELU)
    Init.varianceScaling(w, 2, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL)
    Init.dirac(w, 2)
    Init.constant(w, 0.3)

    assertThat(w).isEqualTo(Nd4j.ones(4, 4, 3).mul(0.3))

  @Test
  def initializersHaveATextFormAndMoments(): Unit =
    val he: Initializer = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2))
    val moments: Moments = he.moments(64, 3, 7, 7)

    assertThat(he.toString).isEqualTo("kaiming_normal(mode=fan_out, nonlinearity=leaky_relu(0.2))")
    assertThat(Initializer.parse(he.toString)).isEqualTo(he)
    assertThat(moments).isEqualTo(he.moments(Array(64L, 3, 7, 7), Layout.OUT_IN))
    assertThat(moments.std).isCloseTo(math.sqrt(2 / 1.04 / 3136), within(1e-12))
    assertThat(he.scaled(0.5).moments(64, 3, 7, 7).std).isEqualTo(moments.std / 2)

  @Test
  def aLambdaCanBeAnInitializer(): Unit =
    val rows: Initializer = (array, layout, generator) =>
      Init.normal().initialize(array, layout, generator.named("rows")).muli(2)
    val expected = Init.normal(0, 2).initialize(zeros(5, 2), Generator.seeded(42).named("rows"))

    assertThat(rows.initialize(zeros(5, 2), Generator.seeded(42))).isEqualTo(expected)
    assertThat(rows.moments(5, 2).std).isNaN()

  @Test
  def aLambdaIsSerializableLikeAllInitializers(): Unit =
    val third: Initializer = (array, _, _) => array.assign(1.0 / 3)
    val bytes = ByteArrayOutputStream()
    ObjectOutputStream(bytes).writeObject(third)

    ObjectInputStream(ByteArrayInputStream(bytes.toByteArray)).readObject() match
      case read: Initializer => assertThat(read.initialize(zeros(2))).isEqualTo(third.initialize(zeros(2)))
      case other             => throw AssertionError(other)

  private class Ramp(step: Double) extends Initializer:
    override def initialize(array: INDArray, layout: Layout, generator: Generator): INDArray =
      check(array, layout)
      array.assign(Nd4j.arange(0, array.length.toDouble).mul(step).reshape(array.shape*))

  @Test
  def aClassCanBeAnInitializer(): Unit =
    assertValues(Ramp(0.5).initialize(zeros(2, 2)), 0, 0.5, 1, 1.5)

  @Test
  def seededValuesEqualThePublishedValues(): Unit =
    // SeededGoldenTest derives these values from the definition
    val two: INDArray = Init.normal().initialize(zeros(2), Generator.seeded(42))

    assertValues(two, -0.929623, 0.805123)

  @Test
  def aNamedGeneratorDoesNotDependOnEarlierCalls(): Unit =
    val generator: Generator = Generator.seeded(42)
    Init.xavierUniform().initialize(zeros(8, 8), generator)
    val named: Generator = generator.named("transformer.wte")

    assertThat(Init.normal().initialize(zeros(4, 4), named))
      .isEqualTo(Init.normal().initialize(zeros(4, 4), Generator.seeded(42).named("transformer.wte")))

  @Test
  def seedsCanComeFromALambda(): Unit =
    val seeds = Iterator.from(42)
    val generator: Generator = Generator.seededFrom(() => seeds.next())

    for seed <- 42 to 43 do
      assertThat(Init.normal().initialize(zeros(3), generator))
        .isEqualTo(Init.normal().initialize(zeros(3), Generator.seeded(seed)))

  @Test
  def torchGeneratorsReproduceTorch(): Unit =
    val torch: TorchGenerator = Generator.torch(42)
    val weight = zeros(2, 3)
    val bias = zeros(2)
    val w = zeros(2, 3)

    TorchModules.linear(weight, bias, torch)
    Init.truncNormal(0, 0.02, -2, 2).initialize(w, torch)

    assertValues(weight, 0.4414, 0.4792, -0.1353, 0.5304, -0.1265, 0.1165)
    assertValues(bias, -0.2811, 0.3391)
    assertValues(w, -0.0225, -0.0037, 0.0442, -0.0128, 0.0092, 0.0053)

  @Test
  def jaxKeysReproduceJax(): Unit =
    val keys: mutable.Buffer[JaxKey] = Generator.jax(42).split(2).asScala
    val w = Init.lecunNormal().initialize(zeros(3, 2), Layout.IN_OUT, keys.head)

    assertValues(w, 0.0476, -0.3036, 0.7820, 0.3242, 0.1879, 0.1941)

  @Test
  def layoutsDetermineFans(): Unit =
    val channelsLast: Layout = Layout.of("OHWI").groups(4).strided(2, 2)
    val fans: Fans = Fans.of(Array(64L, 3, 3, 8), channelsLast)

    assertThat(fans).isEqualTo(Fans(72, 36))
    assertThat(fans.fanIn + fans.fanOut).isEqualTo(108.0)
    assertThat(Fans.of(64, 8, 3, 3)).isEqualTo(Fans(72, 576))
    assertThat(FanMode.FAN_AVG.select(fans)).isEqualTo(54.0)
    assertThat(Layout.parse(channelsLast.toString)).isEqualTo(channelsLast)

  @Test
  def nonlinearitiesCanBeCreatedFromNamesParametersAndFunctions(): Unit =
    assertThat(Nonlinearity.of("gelu")).isSameAs(Nonlinearity.GELU)
    assertThat(Nonlinearity.of("leaky_relu", 0.2)).isEqualTo(Nonlinearity.leakyRelu(0.2))
    assertThat(Nonlinearity.of("abs", x => math.abs(x)).gain).isCloseTo(1.0, within(1e-9))

  @Test
  def workersRunABlock(): Unit =
    var submissions = 0
    val discarding: Executor = _ => submissions += 1
    val w = zeros(1024, 1024)

    Workers.of(discarding, 3).run(() => Init.normal(w))

    assertThat(submissions).isEqualTo(2)

  @Test
  def workersReturnTheValueOfABlock(): Unit =
    var submissions = 0
    val discarding: Executor = _ => submissions += 1

    val w: INDArray = Workers.of(discarding, 3).call(() => Init.normal(zeros(1024, 1024)))
    val rows: Long = Workers.of(1).call(() => w.size(0))

    assertThat(submissions).isEqualTo(2)
    assertThat(rows).isEqualTo(1024L)

  private val rules = Seq(
    Rule.of(Selector.name("*.wte"), Init.normal(0, 0.02).withZeroRow(1)),
    Rule.of(Selector.role(Role.WEIGHT), Init.xavierUniform()),
    Rule.keep(Selector.regex("head\\..*"))
  )

  private def network: Map[String, INDArray] = Map(
    "body.wte" -> zeros(6, 4),
    "body.fc.weight" -> zeros(8, 4),
    "body.fc.bias" -> Nd4j.ones(8),
    "head.logits" -> zeros(3)
  )

  @Test
  def aPlanFillsAMapOfArrays(): Unit =
    val arrays = network
    val done: Assignments = Plan.of(rules*).seeded(42)(arrays.asJava, Layout.OUT_IN)

    assertThat(arrays("body.fc.weight")).isEqualTo(
      Init.xavierUniform().initialize(zeros(8, 4), Generator.seeded(42).named("body.fc.weight"))
    )
    assertThat(arrays("body.fc.bias")).isEqualTo(zeros(8))
    assertThat(arrays("body.wte").getRow(1)).isEqualTo(zeros(4))
    assertThat(done.elementCount).isEqualTo(24L + 32 + 8)

  @Test
  def assignmentsCanBeIterated(): Unit =
    val assignments: Assignments = Plan.of(rules.asJava).dryRun(Tensor.named(network.asJava, Layout.OUT_IN))
    val kept =
      for
        assignment <- assignments.list.asScala
        if assignment.initializer.isEmpty
      yield assignment.parameter.name
    val fans: Option[Fans] = assignments.get("body.fc.weight").fans.toScala

    assertThat(kept.asJava).containsExactly("head.logits")
    assertThat(fans).isEqualTo(Some(Fans(4, 8)))
    assertThat(assignments.list.asScala.map(_.reason).asJava)
      .containsExactly("name *.wte", "role weight", "default of bias", "regex head\\..*")
    assertThat(assignments.toString.linesIterator.size).isEqualTo(5)

  @Test
  def plansAreComparedByContentWithOrWithoutASeed(): Unit =
    val plan: Plan = Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight")))

    assertThat(plan).isEqualTo(Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight"))))
    assertThat(plan.seed.toScala).isEqualTo(None)
    assertThat(plan.seeded(42).seed.toScala).isEqualTo(Some(42L))
    assertThat(plan.rules.get(0).initializer.toScala).isEqualTo(None)
    assertThat(Role.BIAS.defaultInitializer.toScala).isEqualTo(Some(Init.zeros()))
    assertThat(Role.WEIGHT.defaultInitializer.toScala).isEqualTo(None)

  @Test
  def onlyAndExceptRestrictAPlan(): Unit =
    val arrays = network
    val vectors = Selector.all().and(Selector.where("vector", _.shape.size == 1))

    Plan.of(rules*).only(vectors).except(Selector.name("body.fc.*")).apply(arrays.asJava, Layout.OUT_IN)

    assertThat(arrays("body.fc.bias")).isEqualTo(Nd4j.ones(8))
    assertThat(arrays("body.fc.weight")).isEqualTo(zeros(8, 4))

  @Test
  def roleInferenceAndProgressCanBeLambdas(): Unit =
    val updates = mutable.Buffer[String]()
    val tensors = Tensor.named(
      Map("a" -> zeros(3, 2), "b" -> zeros(3)).asJava,
      Layout.OUT_IN,
      (name, shape) => if name == "a" && shape.length == 2 then Role.WEIGHT else Role.BIAS
    )

    val options = PlanOptions.defaults
      .withGenerator(Generator.seeded(42))
      .withProgress(update =>
        updates += s"${update.assignment.parameter.name}: ${update.filledElements} of ${update.totalElements}"
      )
    Plan.of(rules(1)).apply(tensors, options)

    assertThat(updates.asJava).containsExactly("a: 6 of 9", "b: 9 of 9")

  private object UpperCaseNames extends RoleInference, Progress:
    override def infer(name: String, shape: Array[Long]): Role = RoleInference.CONVENTIONAL.infer(name.toLowerCase, shape)

    override def update(update: Progress.Update): Unit =
      throw IllegalStateException(update.assignment.parameter.name)

  @Test
  def roleInferenceAndProgressCanBeObjects(): Unit =
    val tensors = Tensor.named(Map("FC.WEIGHT" -> zeros(3, 2)).asJava, Layout.OUT_IN, UpperCaseNames)

    assertThatThrownBy(() => Plan.of(rules(1)).apply(tensors, PlanOptions.defaults.withProgress(UpperCaseNames)))
      .hasMessage("FC.WEIGHT")

  @Test
  def errorsNameTheParameterAndTheRemedy(): Unit =
    val vector = Tensor.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, zeros(64))
    val plan = Plan.of(Rule.of(Selector.all(), Init.kaimingNormal()))

    assertThatIllegalArgumentException()
      .isThrownBy(() => plan(java.util.List.of(vector)))
      .withMessage(
        "fc.weight: kaiming_normal: fans need at least 2 axes, received shape [64] (rank 1); " +
          "use Init.normal(0, 0.02), or a Layout that names the axes"
      )
    assertThat(vector.array).isEqualTo(zeros(64))
    assertThatIllegalArgumentException()
      .isThrownBy(() => Init.normal(0, -0.1))
      .withMessage("normal: std must not be negative, but was -0.1; pass 0 or more")
