
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0002_delete_whole_articles_and_state_anew'),
    ]

    operations = [
        migrations.AlterField(
            model_name='option',
            name='label',
            field=models.CharField(max_length=1000, verbose_name='option'),
        ),
        migrations.AlterField(
            model_name='option',
            name='reason_text',
            field=models.TextField(blank=True, verbose_name='reason in words'),
        ),
    ]
