
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fact',
            name='fact_statement',
        ),
        migrations.AlterField(
            model_name='evidence',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='evidence', to='quizzes.articlerevision'),
        ),
        migrations.AlterField(
            model_name='option',
            name='reason_fact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='quizzes.fact'),
        ),
        migrations.AlterField(
            model_name='option',
            name='states',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='quizzes.fact'),
        ),
        migrations.AlterField(
            model_name='proof',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='quizzes.articlerevision'),
        ),
        migrations.AlterField(
            model_name='question',
            name='replaces',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='quizzes.question'),
        ),
        migrations.AlterField(
            model_name='questionfact',
            name='fact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='questions', to='quizzes.fact'),
        ),
        migrations.AlterField(
            model_name='questiontarget',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='questions', to='quizzes.target'),
        ),
        migrations.AlterField(
            model_name='setitem',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='quizzes.question'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'retired'), _negated=True), fields=('article', 'statement'), name='fact_statement'),
        ),
    ]
